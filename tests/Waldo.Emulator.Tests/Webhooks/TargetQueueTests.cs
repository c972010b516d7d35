using Waldo.Emulator.Webhooks;

namespace Waldo.Emulator.Tests.Webhooks;

public sealed class TargetQueueTests
{
    private readonly TargetQueue _queue = new(new Uri("http://receiver.test/hook"));
    private readonly List<string> _sent = [];

    [Fact]
    public async Task A_slow_receiver_gets_one_webhook_after_the_other()
    {
        var gate = new TaskCompletionSource();
        var first = _queue.Enqueue(async () =>
        {
            await gate.Task;
            _sent.Add("first");
        });
        var second = _queue.Enqueue(() => Send("second"));

        gate.SetResult();
        await Task.WhenAll(first, second);

        _sent.ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task What_is_held_back_leaves_after_the_next_one_and_only_once()
    {
        Func<Task> held = () => Send("held");
        _queue.HoldBack(held);

        await _queue.Enqueue(() => Send("next"));
        await _queue.ReleaseAsync(held);

        _sent.ShouldBe(["next", "held"]);
    }

    private Task Send(string name)
    {
        _sent.Add(name);
        return Task.CompletedTask;
    }
}
