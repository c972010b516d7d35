using System.Net.Http.Headers;

namespace Waldo.Emulator.Tests.Support;

internal static class UploadExtensions
{
    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static Task<HttpResponseMessage> UploadAsync(this RawApi api, string customerId, Action<Dictionary<string, string>>? change = null, byte[]? document = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["side"] = "front",
            ["customerId"] = customerId,
            ["documentType"] = "driving_licence",
            ["issuingCountry"] = "USA",
        };
        change?.Invoke(fields);
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        if (document is not { Length: 0 })
        {
            var file = new ByteArrayContent(document ?? Png);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(file, "document", "document.png");
        }

        return api.SendAsync(new HttpRequestMessage(HttpMethod.Post, "document") { Content = form });
    }
}
