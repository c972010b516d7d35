using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.Serialization;

namespace Waldo.Client.Tests;

/// <summary>What holds for every type and member of the SDK.</summary>
public sealed class ConventionTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Sdk = typeof(WaldoClient).Assembly;

    /// <summary>The types that somebody wrote.</summary>
    private static readonly Type[] Types =
    [
        .. Sdk.GetTypes().Where(t => !IsGenerated(t) && (t.Namespace!.StartsWith("Waldo.", StringComparison.Ordinal) || t.IsPublic)),
    ];

    /// <summary>The public types that go over the wire.</summary>
    private static readonly Type[] Models =
        [.. Types.Where(t => t is { IsPublic: true, IsClass: true } && t.GetProperties().Any(p => p.IsDefined(typeof(JsonPropertyNameAttribute))))];

    [Fact]
    public void There_are_models_to_look_at()
    {
        Models.ShouldContain(typeof(OnboardRequest));
        Models.ShouldContain(typeof(Customer));
        Models.ShouldContain(typeof(WarningTag));
        Types.ShouldContain(typeof(Client.Authentication.TokenEngine));
        Types.ShouldContain(typeof(WaldoServiceCollectionExtensions));
    }

    [Fact]
    public void Asynchronous_methods_end_in_async() =>
        Violations(Types.SelectMany(t => t.GetMethods(Declared)), method =>
            IsAwaitable(method.ReturnType) && !method.Name.Contains('<') && !method.IsSpecialName && !method.Name.EndsWith("Async", StringComparison.Ordinal));

    [Fact]
    public void Methods_that_end_in_async_are_asynchronous() =>
        Violations(Types.SelectMany(t => t.GetMethods(Declared)), method =>
            method.Name.EndsWith("Async", StringComparison.Ordinal) && !method.Name.Contains('<') && !IsAwaitable(method.ReturnType));

    [Fact]
    public void Calls_of_the_client_are_virtual_and_take_a_cancellation_token_last()
    {
        var calls = typeof(WaldoClient).GetMethods(Declared).Where(m => m is { IsPublic: true, IsStatic: false } && IsAwaitable(m.ReturnType)).ToArray();

        calls.Length.ShouldBeGreaterThanOrEqualTo(5);
        Violations(calls, call => !call.IsVirtual || call.IsFinal);
        Violations(calls, call => call.GetParameters() is not [.., { HasDefaultValue: true } last] || last.ParameterType != typeof(CancellationToken)
            || last.Name != "cancellationToken");
    }

    [Fact]
    public void Members_of_responses_are_nullable_and_not_required()
    {
        var nullability = new NullabilityInfoContext();
        var responses = Models.Where(t => !t.IsDefined(typeof(RequiredMemberAttribute)));

        Violations(responses.SelectMany(t => t.GetProperties()), property =>
            !property.IsDefined(typeof(JsonIgnoreAttribute))
            && (property.IsDefined(typeof(RequiredMemberAttribute)) || nullability.Create(property).ReadState != NullabilityState.Nullable));
    }

    [Fact]
    public void Only_requests_have_required_members() =>
        Violations(Models, model => model.IsDefined(typeof(RequiredMemberAttribute)) != model.Name.EndsWith("Request", StringComparison.Ordinal));

    [Fact]
    public void Models_name_every_member_and_do_not_change_after_they_are_made() =>
        Violations(Models.SelectMany(t => t.GetProperties()), property => !property.IsDefined(typeof(JsonIgnoreAttribute))
            && !property.IsDefined(typeof(JsonExtensionDataAttribute))
            && (!property.IsDefined(typeof(JsonPropertyNameAttribute)) || !IsInit(property)));

    [Fact]
    public void Models_are_sealed_or_a_family_of_such() => Violations(Models, model => !model.IsSealed && !model.IsAbstract);

    [Fact]
    public void Models_keep_members_that_they_do_not_know() =>
        Violations(Models, model => !model.Name.EndsWith("Options", StringComparison.Ordinal)
            && model.GetProperty("AdditionalProperties")?.IsDefined(typeof(JsonExtensionDataAttribute)) != true);

    [Fact]
    public void Models_and_words_say_what_they_are_as_text() =>
        Violations(Models.Where(t => !t.Name.EndsWith("Options", StringComparison.Ordinal)).Concat(Words()), type =>
            type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType!.Namespace == nameof(System));

    [Fact]
    public void Every_model_and_every_word_in_one_is_read_and_written_without_reflection()
    {
        var members = Models.SelectMany(t => t.GetProperties()).Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType);

        Violations(Models.Where(t => !t.IsAbstract).Concat(Words().Intersect(members)).Append(typeof(EvaluationHandle)), type =>
            WaldoJsonContext.Default.GetTypeInfo(type) is null);
    }

    [Fact]
    public void Every_word_has_a_converter() =>
        Violations(Words(), word => word.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType != typeof(OpenWordConverter<>).MakeGenericType(word));

    [Fact]
    public void Internal_classes_are_sealed_or_static() =>
        Violations(Types, type => type is { IsClass: true, IsVisible: false, IsSealed: false, IsAbstract: false });

    [Fact]
    public void Public_types_live_in_the_two_intended_namespaces()
    {
        Violations(Sdk.GetExportedTypes(), type => type.Namespace is not ("Waldo.Client" or "Microsoft.Extensions.DependencyInjection"));
        Sdk.GetExportedTypes().Where(t => t.Namespace == "Microsoft.Extensions.DependencyInjection").Select(t => t.Name)
            .ShouldBe(["WaldoServiceCollectionExtensions"]);
    }

    [Fact]
    public void Nothing_public_and_static_can_be_changed()
    {
        Violations(Sdk.GetExportedTypes().SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)), field => !field.IsLiteral && !field.IsInitOnly);
        Violations(Sdk.GetExportedTypes().SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static)), property => property.CanWrite);
    }

    [Fact]
    public void No_public_type_shows_its_fields() =>
        Violations(Sdk.GetExportedTypes().SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Instance)), _ => true);

    [Fact]
    public void Exceptions_belong_to_one_family_and_have_the_usual_constructors()
    {
        var exceptions = Sdk.GetExportedTypes().Where(t => typeof(Exception).IsAssignableFrom(t)).ToArray();

        exceptions.Length.ShouldBeGreaterThanOrEqualTo(9);
        Violations(exceptions, e => !typeof(WaldoException).IsAssignableFrom(e));
        Violations(exceptions, e => !e.Name.StartsWith("Waldo", StringComparison.Ordinal) || !e.Name.EndsWith("Exception", StringComparison.Ordinal));
        Violations(exceptions, e => e.GetConstructor(Type.EmptyTypes) is null || e.GetConstructor([typeof(string)]) is null
            || e.GetConstructor([typeof(string), typeof(Exception)]) is null);
    }

    [Fact]
    public void Exceptions_print_what_dotnet_prints_and_no_more() =>
        Violations(
            Sdk.GetExportedTypes().Where(t => typeof(Exception).IsAssignableFrom(t)).SelectMany(t => t.GetMethods(Declared)),
            method => method.IsVirtual && method.GetBaseDefinition().DeclaringType!.IsAssignableFrom(typeof(Exception)));

    [Fact]
    public void Exceptions_keep_bodies_out_of_debugger_displays() =>
        Violations(Sdk.GetExportedTypes().Where(t => typeof(Exception).IsAssignableFrom(t)), e => e.IsDefined(typeof(DebuggerDisplayAttribute), inherit: true));

    private static IEnumerable<Type> Words() =>
        Types.Where(t => t.IsValueType && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOpenWord<>)));

    private static void Violations<T>(IEnumerable<T> members, Func<T, bool> violates)
        where T : MemberInfo =>
        members.Where(violates).Select(m => m.DeclaringType is { } owner ? $"{owner.Name}.{m.Name}" : m.Name).ShouldBeEmpty();

    private static bool IsAwaitable(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static bool IsInit(PropertyInfo property) =>
        property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;

    private static bool IsGenerated(Type type) =>
        type.Namespace is null || type.IsDefined(typeof(CompilerGeneratedAttribute)) || (type.DeclaringType is { } outer && IsGenerated(outer))
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute));
}
