using Microsoft.EntityFrameworkCore;
using Waldo.Client;
using Waldo.Samples.AspNetCore.Customers;
using Waldo.Samples.AspNetCore.Hosting;
using Waldo.Samples.AspNetCore.Live;
using Waldo.Samples.AspNetCore.Onboarding;
using Waldo.Samples.AspNetCore.Pages;

namespace Waldo.Samples.AspNetCore.Documents;

/// <summary>Passes a document on to Waldo while the browser still sends it: <c>POST /customers/{id}/document</c>.</summary>
internal static class DocumentEndpoint
{
    public static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, WaldoClient waldo, CustomersDb db, Changes changes, WaldoConnection connection, TimeProvider time)
    {
        StreamedForm form;
        try
        {
            form = await StreamedForm.ReadAsync(context);
        }
        catch (BadHttpRequestException exception)
        {
            return Results.StatusCode(exception.StatusCode);
        }

        if (await db.Customers.FindAsync([id], context.RequestAborted) is not { CustomerId: { } customerId } record)
        {
            return Results.NotFound();
        }

        if (form.File is null)
        {
            return await RefuseAsync(new Problem("Choose a file first: a JPEG, PNG or PDF."));
        }

        try
        {
            var answer = await waldo.UploadDocumentAsync(
                new DocumentUpload
                {
                    CustomerId = customerId,
                    Type = new DocumentType(form["documentType"]),
                    Side = new DocumentSide(form["side"]),
                    IssuingCountry = form["issuingCountry"].Trim(),

                    // The browser's stream cannot be read twice, so that a connection that breaks is for the person to try again. The name is not sent.
                    Content = DocumentContent.FromStream(form.File, "document"),
                },
                cancellationToken: context.RequestAborted);
            record.Take(customerId, answer.Evaluation, answer.Validation, time.GetUtcNow());
            await db.SaveChangesAsync(CancellationToken.None);
            changes.Publish(id);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A webhook was faster, and knows more than the answer.
        }
        catch (WaldoException exception) when (exception.MayHaveBeenProcessed)
        {
            return await RefuseAsync(new Problem("Waldo may have taken the document, but has not said so. If nothing happens here within some minutes, send it again."));
        }
        catch (ArgumentException)
        {
            // The client's own checks; its message speaks to developers.
            return await RefuseAsync(new Problem("Waldo takes JPEG, PNG and PDF files of at most 10 MB, and countries as three letters, such as USA. Correct that, and send it again."));
        }
        catch (WaldoException exception)
        {
            return await RefuseAsync(Problem.Of(exception));
        }

        return Results.LocalRedirect($"/#customer-{id}");

        Task<IResult> RefuseAsync(Problem problem) => HomePage.ShowAsync(db, connection, form: null, [], new DocumentProblem(id, problem));
    }
}
