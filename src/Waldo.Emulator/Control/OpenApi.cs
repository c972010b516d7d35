using System.Text.Json.Nodes;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Control;

/// <summary>Writes the control API's OpenAPI 3.1 description from its table of routes, so that the two cannot differ.</summary>
internal static class OpenApi
{
    private static readonly Lazy<string> Text = new(() => ResponseWriter.TextOf(Write()));

    public static RawJson Document => new(Text.Value);

    private static JsonObject Write()
    {
        var paths = new JsonObject();
        foreach (var routes in ControlRoutes.All.GroupBy(route => route.Path, StringComparer.Ordinal))
        {
            paths[routes.Key] = new JsonObject(routes.Select(route => KeyValuePair.Create(Verb(route), (JsonNode?)Operation(route))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Waldo emulator: control API",
                ["version"] = ResponseWriter.Version,
                ["description"] = "Drives a local Waldo emulator from any language. It is not part of Waldo's API.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = new JsonObject { ["Problem"] = ControlJson.SchemaOf(typeof(ControlProblem)) } },
        };
    }

    private static string Verb(ControlRoute route) => route.Method switch
    {
        "GET" => "get",
        "POST" => "post",
        _ => "delete",
    };

    private static JsonObject Operation(ControlRoute route)
    {
        var operation = new JsonObject { ["summary"] = route.Summary, ["operationId"] = OperationId(route) };
        var parameters = Parameters(route).ToArray();
        if (parameters.Length > 0)
        {
            operation["parameters"] = new JsonArray(parameters);
        }

        if (route.Takes is { } takes)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Json(ControlJson.SchemaOf(takes)) };
        }

        var success = route.Gives is { } gives
            ? KeyValuePair.Create("200", (JsonNode?)new JsonObject { ["description"] = "Done.", ["content"] = Json(SchemaOf(gives)) })
            : KeyValuePair.Create("204", (JsonNode?)new JsonObject { ["description"] = "Done." });
        var problem = new JsonObject { ["$ref"] = "#/components/schemas/Problem" };
        operation["responses"] = new JsonObject([success])
        {
            ["4XX"] = new JsonObject { ["description"] = "Refused; the message says why.", ["content"] = Json(problem) },
        };
        return operation;
    }

    private static JsonNode SchemaOf(Type type) => type == typeof(object) ? new JsonObject { ["type"] = "object" } : ControlJson.SchemaOf(type);

    private static string OperationId(ControlRoute route)
    {
        var words = route.Path["/_emulator/".Length..].Split('/', '-').Where(word => !word.StartsWith('{'));
        return Verb(route) + string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + (route.Path.EndsWith('}') ? "ById" : "");
    }

    private static IEnumerable<JsonNode> Parameters(ControlRoute route)
    {
        if (route.Path.Contains('{', StringComparison.Ordinal))
        {
            yield return Parameter("id", "path", required: true, "string");
        }

        foreach (var name in route.Query)
        {
            yield return Parameter(name, "query", required: false, name is "status" ? "integer" : "string");
        }
    }

    private static JsonObject Parameter(string name, string place, bool required, string type) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = new JsonObject { ["type"] = type },
    };

    private static JsonObject Json(JsonNode schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };
}
