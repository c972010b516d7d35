using System.Text.Json.Serialization;
using Waldo.Client.Authentication;
using Waldo.Client.Customers;
using Waldo.Client.Evaluations;

namespace Waldo.Client.Serialization;

/// <summary>Reads and writes every model without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(CustomerReader), typeof(ValidationReader), typeof(EvaluationReader)])]
[JsonSerializable(typeof(AuthenticateRequest))]
[JsonSerializable(typeof(OnboardRequest))]
[JsonSerializable(typeof(OnboardResponse))]
[JsonSerializable(typeof(CustomersResponse))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(OfficialId))]
[JsonSerializable(typeof(Validation))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(CustomerIpAddress))]
[JsonSerializable(typeof(WarningTag))]
[JsonSerializable(typeof(EvaluationHandle))]
[JsonSerializable(typeof(FlagRequest))]
[JsonSerializable(typeof(FlagResponse))]
[JsonSerializable(typeof(CheckFraudRequest))]
[JsonSerializable(typeof(EvaluationResponse))]
[JsonSerializable(typeof(KycHistory))]
[JsonSerializable(typeof(FraudHistory))]
[JsonSerializable(typeof(OnboardEvent))]
[JsonSerializable(typeof(EvaluationEvent))]
[JsonSerializable(typeof(FlagEvent))]
[JsonSerializable(typeof(UnknownEvent))]
internal sealed partial class WaldoJsonContext : JsonSerializerContext;
