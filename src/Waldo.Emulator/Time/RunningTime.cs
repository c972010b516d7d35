namespace Waldo.Emulator.Time;

/// <summary>The emulator's present moment: an anchor, and what the machine's clock has run since, times the factor.</summary>
internal sealed class RunningTime(TimeProvider machine, ClockSetting setting)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _anchor = machine.GetUtcNow();
    private long _anchorStamp = machine.GetTimestamp();
    private ClockSetting _setting = setting;

    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return Read();
            }
        }
    }

    public ClockSetting Setting
    {
        get
        {
            lock (_lock)
            {
                return _setting;
            }
        }

        set
        {
            lock (_lock)
            {
                AnchorAt(Read());
                _setting = value;
            }
        }
    }

    /// <summary>Moves forward to a moment; one that has passed already changes nothing.</summary>
    public void JumpTo(DateTimeOffset moment)
    {
        lock (_lock)
        {
            if (Read() < moment)
            {
                AnchorAt(moment);
            }
        }
    }

    private DateTimeOffset Read() => _anchor + (machine.GetElapsedTime(_anchorStamp) * _setting.Factor);

    private void AnchorAt(DateTimeOffset moment)
    {
        _anchor = moment;
        _anchorStamp = machine.GetTimestamp();
    }
}
