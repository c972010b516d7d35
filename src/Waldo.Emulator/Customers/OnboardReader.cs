using System.Text.Json;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Customers;

/// <summary>Reads a <c>POST /onboard</c> body against the documented table, in the table's order.</summary>
internal static class OnboardReader
{
    public static OnboardRequest Read(ApiCall call)
    {
        using var document = call.ReadJson(ApiError.InvalidData("body"));
        return Read(document.RootElement, DateOnly.FromDateTime(call.Now.UtcDateTime));
    }

    private static OnboardRequest Read(JsonElement root, DateOnly today)
    {
        var fields = new StrictObject(root);
        var request = new OnboardRequest
        {
            FirstName = fields.Text("firstName", Formats.Anything, ""),
            LastName = fields.Text("lastName", Formats.Anything, ""),
            OfficialId = ReadOfficialId(fields.Object("officialId")),
            Email = fields.Text("email", Formats.IsEmail, "must be an e-mail address"),
            Phone = fields.Text("phone", Formats.IsPhone, "must have 7 to 15 digits and otherwise only + ( ) - . and spaces"),
            DateOfBirth = fields.Text("dob", text => Formats.IsBirthDate(text, today), "must be a past date written yyyy-MM-dd"),
            Address = fields.Text("address", Formats.Anything, ""),
            City = fields.Text("city", Formats.Anything, ""),
            State = fields.Text("state", Formats.Anything, ""),
            ZipCode = fields.Text("zipCode", Formats.Anything, ""),
            Country = fields.Text("country", Formats.IsAlpha2, "must be a country code of two letters"),
            ExternalId = ReadExternalId(fields),
            IpAddress = fields.OptionalText("ipAddress", Formats.Anything, ""),
        };

        // Oldest pages have the switch at the top level, newer ones under "options": either is taken.
        var topLevel = fields.OptionalBoolean("includeFraudCheck") ?? false;
        var options = fields.OptionalObject("options");
        var nested = options?.OptionalBoolean("includeFraudCheck") ?? false;
        var express = options?.OptionalBoolean("useExpressKYC") ?? false;
        options?.RefuseTheRest();
        fields.RefuseTheRest();
        return request with { IncludeFraudCheck = topLevel || nested, UseExpressKyc = express };
    }

    private static OfficialId ReadOfficialId(StrictObject fields)
    {
        var docType = fields.Text("docType", Formats.Anything, "");
        var value = fields.Text("value", text => docType is not "SSN" || Formats.IsSsn(text), "must be written NNN-NN-NNNN");
        var country = fields.Text("country", Formats.IsAlpha2, "must be a country code of two letters");
        fields.OptionalText("format", Formats.Anything, "");
        fields.RefuseTheRest();
        return new OfficialId(docType, value, country);
    }

    private static string? ReadExternalId(StrictObject fields)
    {
        // The table calls it entityId, every example externalId: the examples win, the table's word is still taken.
        var entityId = fields.OptionalText("entityId", Formats.Anything, "");
        var externalId = fields.OptionalText("externalId", Formats.Anything, "");
        return string.IsNullOrEmpty(externalId) ? (string.IsNullOrEmpty(entityId) ? null : entityId) : externalId;
    }
}
