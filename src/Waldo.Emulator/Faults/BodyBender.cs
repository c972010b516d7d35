using System.Text;
using System.Text.Json.Nodes;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Faults;

/// <summary>Bends the bodies of answers and webhooks: first their JSON, then their text.</summary>
internal static class BodyBender
{
    private const string UnknownWord = "SOMETHING_NEW";
    private static readonly string[] Words = ["status", "kyc", "outcome", "event", "type"];
    private static readonly string[] Kept = ["customers", "customerId", "requestId", "token", "event"];

    public static ApiResult Bend(ApiResult result, IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
        {
            result = fault.Kind == FaultKind.NoNewToken ? result with { Token = null } : result with { Body = BendJson(result.Body, fault.Kind) };
        }

        foreach (var fault in faults)
        {
            result = BendText(result, fault.Kind);
        }

        return result;
    }

    public static JsonNode? BendJson(JsonNode? body, FaultKind kind)
    {
        Action<JsonObject>? change = kind switch
        {
            FaultKind.UnknownWords => ReplaceWords,
            FaultKind.ExtraMembers => AddMember,
            FaultKind.MissingMembers => RemoveMembers,
            FaultKind.MissingRequestId => json => json.Remove("requestId"),
            FaultKind.WarningTagsAsArray => TagsToArray,
            FaultKind.WarningTagsAsObject => TagsToObject,
            _ => null,
        };
        if (body is null || change is null)
        {
            return body;
        }

        // Answers may be shared, such as the documented errors: only a copy is bent.
        var copy = body.DeepClone();
        ForEachObject(copy, change);
        return copy;
    }

    private static ApiResult BendText(ApiResult result, FaultKind kind)
    {
        var bytes = ResponseWriter.BytesOf(result);
        return kind switch
        {
            FaultKind.MalformedBody => result with { Raw = bytes[..(bytes.Length / 2)] },
            FaultKind.SingleQuotedBody => result with { Raw = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span).Replace('"', '\'')) },
            FaultKind.HtmlBody => result with { Raw = HtmlPage(result.Status), ContentType = "text/html; charset=utf-8" },
            FaultKind.EmptyBody => result with { Raw = Array.Empty<byte>() },
            _ => result,
        };
    }

    private static byte[] HtmlPage(int status) =>
        Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><head><title>{status}</title></head><body><h1>{status}</h1><hr>nginx</body></html>");

    private static void ForEachObject(JsonNode? node, Action<JsonObject> change)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                ForEachObject(item, change);
            }
        }
        else if (node is JsonObject json)
        {
            change(json);
            foreach (var (_, value) in json)
            {
                ForEachObject(value, change);
            }
        }
    }

    private static void ReplaceWords(JsonObject json)
    {
        foreach (var name in Words)
        {
            if (json[name]?.GetValueKind() == System.Text.Json.JsonValueKind.String)
            {
                json[name] = UnknownWord;
            }
        }
    }

    private static void AddMember(JsonObject json) => json["notDocumented"] = new JsonArray(1, "two", null);

    private static void RemoveMembers(JsonObject json)
    {
        foreach (var name in json.Select(member => member.Key).Where(name => !Kept.Contains(name, StringComparer.Ordinal)).ToList())
        {
            json.Remove(name);
        }
    }

    private static void TagsToArray(JsonObject json)
    {
        if (json["warningTags"] is JsonObject tags)
        {
            json["warningTags"] = new JsonArray([.. tags.Select(tag => tag.Value?.DeepClone())]);
        }
    }

    private static void TagsToObject(JsonObject json)
    {
        if (json["warningTags"] is JsonArray tags)
        {
            json["warningTags"] = new JsonObject(tags.Select(tag => KeyValuePair.Create((string)tag!["tag"]!, (JsonNode?)tag.DeepClone())));
        }
    }
}
