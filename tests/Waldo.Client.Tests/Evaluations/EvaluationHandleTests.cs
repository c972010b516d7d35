using System.Text.Json;
using Waldo.Client.Serialization;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Evaluations;

/// <summary>A handle is kept in a database or a queue between the start of an evaluation and its end.</summary>
public sealed class EvaluationHandleTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<EvaluationHandle> Handles => new(
        new EvaluationHandle("c"),
        new EvaluationHandle("c", "r", EvaluationType.Kyc, TestTimes.Start.AddTicks(17)),
        new EvaluationHandle("c", null, new EvaluationType("something_new"), new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2))));

    [Theory]
    [MemberData(nameof(Handles))]
    public void A_handle_survives_json_by_any_serializer(EvaluationHandle handle)
    {
        JsonSerializer.Deserialize<EvaluationHandle>(JsonSerializer.Serialize(handle)).ShouldBe(handle);
        JsonSerializer.Deserialize<EvaluationHandle>(JsonSerializer.Serialize(handle, Web), Web).ShouldBe(handle);
        JsonSerializer.Deserialize(JsonSerializer.Serialize(handle, WaldoJsonContext.Default.EvaluationHandle), WaldoJsonContext.Default.EvaluationHandle)
            .ShouldBe(handle);
    }

    [Fact]
    public void A_handle_that_one_serializer_wrote_is_read_by_the_others()
    {
        var handle = new EvaluationHandle("c", "r", EvaluationType.Fraud, TestTimes.Start);

        JsonSerializer.Deserialize<EvaluationHandle>(JsonSerializer.Serialize(handle), Web).ShouldBe(handle);
        JsonSerializer.Deserialize<EvaluationHandle>(JsonSerializer.Serialize(handle, WaldoJsonContext.Default.EvaluationHandle), Web).ShouldBe(handle);
    }

    [Fact]
    public void The_answer_to_an_onboarding_gives_a_handle()
    {
        var answer = JsonSerializer.Deserialize(Samples.OnboardAnswer, WaldoJsonContext.Default.OnboardResponse)!;

        answer.Handle.ShouldBe(new EvaluationHandle(Samples.CustomerId, "Qm4xT7vB2k", EvaluationType.Kyc));
    }

    [Fact]
    public void An_answer_without_a_customer_id_gives_none()
    {
        var error = Should.Throw<InvalidOperationException>(() => new OnboardResponse { RequestId = "r" }.Handle);

        error.Message.ShouldContain("Look the customer up");
    }

    [Fact]
    public void Handles_with_the_same_members_are_equal() =>
        new EvaluationHandle("c", "r", new EvaluationType("KYC"), TestTimes.Start).ShouldBe(new EvaluationHandle("c", "r", EvaluationType.Kyc, TestTimes.Start));
}
