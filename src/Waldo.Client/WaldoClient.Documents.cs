using Waldo.Client.Calls;
using Waldo.Client.Documents;
using Waldo.Client.Evaluations;
using Waldo.Client.Serialization;

namespace Waldo.Client;

public partial class WaldoClient
{
    /// <summary>
    /// Uploads a side of a document and starts its evaluation: <c>POST /document</c>. The document is streamed with constant memory; size, format and
    /// country are checked before a byte is sent.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="progress">Told after each piece of up to 64 KiB; it starts again where the upload is repeated. Default: none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Waldo's first answer.</returns>
    /// <exception cref="ArgumentException">
    /// Something is missing, the country is not in three letters, or the document is too large or of another format: nothing was sent. Or its stream was
    /// longer or shorter than it told, or longer than allowed: the upload was broken off.
    /// </exception>
    /// <exception cref="WaldoException">The call failed; <see cref="WaldoException.MayHaveBeenProcessed"/> tells whether the evaluation may have started.</exception>
    /// <remarks>See <see href="https://docs.waldo.ai/api-reference/document-upload"/>.</remarks>
    public virtual async Task<EvaluationResponse> UploadDocumentAsync(
        DocumentUpload document, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var caller = Caller;
        ArgumentNullException.ThrowIfNull(document);
        var upload = await PreparedUpload.OpenAsync(document, caller.Settings.MaxDocumentBytes, progress, cancellationToken).ConfigureAwait(false);
        await using (upload.ConfigureAwait(false))
        {
            var answer = await caller.CallAsync(
                WaldoOperation.UploadDocument,
                "document",
                upload.Content,
                WaldoJsonContext.Default.EvaluationResponse,
                cancellationToken,
                static (answer, response) => answer.StartedAt = response.Headers.Date).ConfigureAwait(false);
            EvaluationTracking.Started(caller.Settings, answer.CustomerId, answer.RequestId, answer.Evaluation, answer.StartedAt);
            return answer;
        }
    }
}
