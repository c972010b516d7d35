using System.Text.Json.Nodes;
using Waldo.Emulator.Api;
using Waldo.Emulator.Faults;
using Waldo.Emulator.Webhooks;

namespace Waldo.Emulator;

/// <summary>
/// The emulator's webhooks: where they go and what became of them. A failed delivery is tried again by the emulator's own schedule; Waldo's is not documented.
/// </summary>
public sealed class EmulatorWebhooks
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<TargetQueue> _targets = [];
    private readonly EmulatorClock _clock;
    private readonly EmulatorFaults _faults;
    private readonly Deliverer _deliverer;
    private readonly DeliveryLog _log;

    internal EmulatorWebhooks(EmulatorClock clock, EmulatorFaults faults, Deliverer deliverer, DeliveryLog log, IEnumerable<Uri> targets)
    {
        _clock = clock;
        _faults = faults;
        _deliverer = deliverer;
        _log = log;
        foreach (var target in targets)
        {
            AddTarget(target);
        }
    }

    /// <summary>A copy of the addresses that every webhook goes to.</summary>
    public IReadOnlyList<Uri> Targets
    {
        get
        {
            lock (_lock)
            {
                return [.. _targets.Select(target => target.Target)];
            }
        }
    }

    /// <summary>A copy of the deliveries that are still remembered, oldest first.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => _log.All;

    /// <summary>Adds an address that every webhook goes to from now on.</summary>
    /// <param name="target">The address: absolute, http or https, without user info.</param>
    /// <exception cref="ArgumentException">The address is no such one, or is there already.</exception>
    public void AddTarget(Uri target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.IsAbsoluteUri || target.Scheme is not ("http" or "https") || target.UserInfo.Length > 0)
        {
            throw new ArgumentException("A webhook target must be an absolute http or https address without user info.", nameof(target));
        }

        lock (_lock)
        {
            if (_targets.Exists(other => other.Target == target))
            {
                throw new ArgumentException("This webhook target is there already.", nameof(target));
            }

            _targets.Add(new TargetQueue(target));
        }

        _log.Changed();
    }

    /// <summary>Removes an address. What is on its way to it still arrives.</summary>
    /// <param name="target">The address.</param>
    /// <returns>Whether it was there.</returns>
    public bool RemoveTarget(Uri target)
    {
        bool removed;
        lock (_lock)
        {
            removed = _targets.RemoveAll(other => other.Target == target) > 0;
        }

        _log.Changed();
        return removed;
    }

    /// <summary>Delivers an earlier webhook once more to its target, as a new delivery with the same body.</summary>
    /// <param name="deliveryId">The number of the earlier delivery.</param>
    /// <returns>A task that ends when the receiver has answered the first try.</returns>
    /// <exception cref="ArgumentException">There is no such delivery.</exception>
    public Task ReplayAsync(long deliveryId)
    {
        var earlier = _log.Find(deliveryId) ?? throw new ArgumentException("There is no such delivery.", nameof(deliveryId));
        var delivery = _log.Add(id => earlier with
        {
            Id = id,
            CreatedAt = _clock.GetUtcNow(),
            State = WebhookDeliveryState.Pending,
            Attempts = [],
            ReplayOf = earlier.Id,
        });
        var target = QueueOf(delivery.Target);
        return target.Enqueue(() => _deliverer.TryAsync(delivery, target));
    }

    /// <summary>Forgets all deliveries; what is on its way still arrives.</summary>
    public void Clear() => _log.Clear();

    internal Task SendAsync(WebhookMessage message)
    {
        TargetQueue[] targets;
        lock (_lock)
        {
            targets = [.. _targets];
        }

        return targets.Length == 0 ? Task.CompletedTask : Task.WhenAll(targets.Select(target => SendAsync(target, message)));
    }

    private Task SendAsync(TargetQueue target, WebhookMessage message)
    {
        var faults = _faults.Take(Fault.WebhookMethod, message.Path);
        var body = faults.Aggregate((JsonNode?)message.Body, (json, fault) => BodyBender.BendJson(json, fault.Kind));
        var delivery = _log.Add(id => new WebhookDelivery
        {
            Id = id,
            Target = target.Target,
            Event = message.Event,
            Stage = message.Stage,
            CustomerId = message.CustomerId,
            RequestId = message.RequestId,
            CreatedAt = _clock.GetUtcNow(),
            Body = ResponseWriter.TextOf(body!),
        });
        if (faults.Any(fault => fault.Kind == FaultKind.WebhookDrop))
        {
            _log.Update(delivery.Id, old => old with { State = WebhookDeliveryState.Dropped });
            return Task.CompletedTask;
        }

        Func<Task> send = faults.Any(fault => fault.Kind == FaultKind.WebhookDuplicate)
            ? async () =>
            {
                await _deliverer.TryAsync(delivery, target).ConfigureAwait(false);
                await _deliverer.TryAsync(delivery, target).ConfigureAwait(false);
            }
            : () => _deliverer.TryAsync(delivery, target);
        return Leave(target, send, faults);
    }

    private Task Leave(TargetQueue target, Func<Task> send, IReadOnlyList<Fault> faults)
    {
        var delay = faults.Where(fault => fault.Kind == FaultKind.WebhookDelay).Aggregate(TimeSpan.Zero, (sum, fault) => sum + fault.Delay);
        if (delay > TimeSpan.Zero)
        {
            _clock.Schedule(delay, () => target.Enqueue(send));
            return Task.CompletedTask;
        }

        if (faults.Any(fault => fault.Kind == FaultKind.WebhookDisorder))
        {
            target.HoldBack(send);
            _clock.Schedule(LongestHold, () => target.ReleaseAsync(send));
            return Task.CompletedTask;
        }

        return target.Enqueue(send);
    }

    private TargetQueue QueueOf(Uri target)
    {
        lock (_lock)
        {
            return _targets.Find(other => other.Target == target) ?? new TargetQueue(target);
        }
    }
}
