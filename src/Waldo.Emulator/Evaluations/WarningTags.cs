using System.Text.Json.Nodes;

namespace Waldo.Emulator.Evaluations;

/// <summary>The warning items of a finished evaluation, with the documented tags and labels, in both documented shapes.</summary>
internal sealed class WarningTags(RequestType type, IReadOnlyList<string> notPassed)
{
    private static readonly (string Tag, string Label, bool IsDocument)[] Fraud =
    [
        ("ssn", "SSN Integrity", false),
        ("date_of_birth", "Date of Birth Integrity", false),
        ("address", "Address Integrity", false),
        ("legal_and_regulatory_warnings", "Legal and Regulatory Warnings", false),
        ("politically_exposed_person", "Politically Exposed Person", false),
        ("sanction", "Sanctions List", false),
        ("fraud_reports", "Network Fraud Detection", false),
        ("watchlists_validation", "Watchlists Validation", false),
        ("phone_number_validation", "Phone Number Validation", false),
        // The documentation shows this key without its label.
        ("email_address_validation", "Email Address Validation", false),
    ];

    private static readonly (string Tag, string Label, bool IsDocument)[] Document =
    [
        ("ssn", "SSN Integrity", false),
        ("date_of_birth", "Date of Birth Integrity", false),
        ("legal_and_regulatory_warnings", "Legal and Regulatory Warnings", false),
        ("politically_exposed_person", "Politically Exposed Person", false),
        ("sanction", "Sanctions List", false),
        ("age_validation", "Age Validation", true),
        ("image_integrity", "Image Integrity", true),
        ("data_comparison", "Data Comparison", true),
        ("data_consistency", "Data Consistency", true),
        ("compromised_document", "Compromised Document", true),
    ];

    private (string Tag, string Label, bool IsDocument)[] Items => type == RequestType.DocumentUpload ? Document : Fraud;

    /// <summary>How many items are not passed.</summary>
    public int Count => Items.Count(item => notPassed.Contains(item.Tag, StringComparer.Ordinal));

    /// <summary>Writes the shape that the page of this evaluation prints: an array for documents, an object by tag otherwise.</summary>
    public JsonNode Write() => type == RequestType.DocumentUpload ? WriteArray() : WriteObject();

    public JsonArray WriteArray() => new([.. Items.Select(item => (JsonNode)Item(item))]);

    public JsonObject WriteObject() => new(Items.Select(item => KeyValuePair.Create(item.Tag, (JsonNode?)Item(item))));

    private JsonObject Item((string Tag, string Label, bool IsDocument) item)
    {
        var json = new JsonObject
        {
            ["tag"] = item.Tag,
            ["label"] = item.Label,
            ["passed"] = !notPassed.Contains(item.Tag, StringComparer.Ordinal),
        };
        if (item.IsDocument)
        {
            // Documented: absent, not false, on the others.
            json["isDoc"] = true;
        }

        return json;
    }
}
