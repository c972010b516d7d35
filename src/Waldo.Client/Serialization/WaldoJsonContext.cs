using System.Text.Json.Serialization;
using Waldo.Client.Authentication;
using Waldo.Client.Customers;

namespace Waldo.Client.Serialization;

/// <summary>Reads and writes every model without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(AuthenticateRequest))]
[JsonSerializable(typeof(OnboardRequest))]
[JsonSerializable(typeof(OnboardResponse))]
[JsonSerializable(typeof(CustomersResponse))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(CustomerIpAddress))]
[JsonSerializable(typeof(WarningTag))]
[JsonSerializable(typeof(EvaluationHandle))]
internal sealed partial class WaldoJsonContext : JsonSerializerContext;
