using System.Text.Json.Serialization;

namespace Waldo.Bare;

internal sealed record Credentials(string ApiKey, string ClientSecret);

internal sealed record TokenAnswer(string Token);

internal sealed record Customers([property: JsonPropertyName("customers")] IReadOnlyList<Customer> Found);

internal sealed record Customer(string? CustomerId, string? FirstName, string? LastName, string? Email, Evaluation? Evaluation, Validation? Validation);

internal sealed record Evaluation(string? Type, string? Status);

internal sealed record Validation(string? Status, string? Kyc, double? FraudScore);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(Customers))]
internal sealed partial class BareJson : JsonSerializerContext;
