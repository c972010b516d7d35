using System.Text;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Documents;

public sealed class DocumentTests
{
    [Theory, CombinatorialDoors]
    public async Task The_answer_is_the_documented_one(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        var customerId = await scene.OnboardAsync("crm-1", fraudCheck: true);

        using var response = await scene.Api.UploadAsync(customerId);

        var body = await response.JsonAsync();
        body.Select(member => member.Key).ShouldBe(["requestId", "event", "evaluation", "validation", "customerId", "uri", "errors"]);
        body["validation"]!.ToJsonString().ShouldBe("""{"status":"APPROVED","kyc":"PASSED","fraudScore":0.9,"fraudFlag":false}""");
        response.RolledToken().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("side")]
    [InlineData("customerId")]
    [InlineData("documentType")]
    [InlineData("issuingCountry")]
    public async Task A_missing_part_is_400_MISSING_DATA(string part)
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync();

        using var response = await scene.Api.UploadAsync(customerId, fields => fields.Remove(part));

        await response.ShouldFailAsync(400, "MISSING_DATA", "Missing data: " + part);
    }

    [Theory]
    [InlineData("side", "left", "side")]
    [InlineData("documentType", "library_card", "documentType")]
    [InlineData("issuingCountry", "US", "issuingCountry")]
    [InlineData("issuingCountry", "DEU", "issuingCountry")]
    [InlineData("colour", "blue", "form")]
    public async Task A_wrong_or_undocumented_part_is_400_INVALID_DATA(string part, string value, string named)
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync();

        using var response = await scene.Api.UploadAsync(customerId, fields => fields[part] = value);

        await response.ShouldFailAsync(400, "INVALID_DATA", "Invalid " + named);
    }

    [Fact]
    public async Task A_missing_wrong_or_too_large_document_is_refused_and_one_of_10_MB_is_taken()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync();
        var largest = new byte[10 * 1024 * 1024];
        UploadExtensions.Png.CopyTo(largest, 0);

        using var none = await scene.Api.UploadAsync(customerId, document: []);
        using var text = await scene.Api.UploadAsync(customerId, document: Encoding.ASCII.GetBytes("hello"));
        using var tooLarge = await scene.Api.UploadAsync(customerId, document: [.. largest, 0]);
        using var fits = await scene.Api.UploadAsync(customerId, document: largest);

        await none.ShouldFailAsync(400, "MISSING_DATA", "Missing data: document");
        await text.ShouldFailAsync(400, "INVALID_DATA", "Invalid document");
        await tooLarge.ShouldFailAsync(400, "INVALID_DATA", "Invalid document");
        fits.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data", "--x")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\nhello")]
    public async Task A_body_that_is_no_form_is_a_400(string contentType, string body)
    {
        await using var scene = await Scene.OpenAsync();
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await scene.Api.SendAsync(new HttpRequestMessage(HttpMethod.Post, "document") { Content = content });

        ((int)response.StatusCode).ShouldBe(400);
        response.Reason().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_passport_may_come_from_anywhere()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync();

        using var response = await scene.Api.UploadAsync(
            customerId, fields => (fields["documentType"], fields["issuingCountry"]) = ("passport", "DEU"), "%PDF-1.7"u8.ToArray());

        response.IsSuccessStatusCode.ShouldBeTrue();
    }
}
