using System.Text.Json.Nodes;

namespace Waldo.Emulator.Tests.Support;

internal static class Sample
{
    public static JsonObject Onboard(string? externalId = null, string email = "mara@example.org")
    {
        var body = new JsonObject
        {
            ["firstName"] = "Mara",
            ["lastName"] = "Lindqvist",
            ["email"] = email,
            ["phone"] = "+12025550142",
            ["dob"] = "1991-07-02",
            ["officialId"] = new JsonObject { ["docType"] = "SSN", ["value"] = "900-55-0142", ["format"] = "XXX-XX-XXXX", ["country"] = "US" },
            ["address"] = "18 Larch Lane",
            ["city"] = "Hartford",
            ["state"] = "CT",
            ["zipCode"] = "06101",
            ["country"] = "US",
        };
        if (externalId is not null)
        {
            body["externalId"] = externalId;
        }

        return body;
    }
}
