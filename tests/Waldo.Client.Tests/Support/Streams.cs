namespace Waldo.Client.Tests.Support;

/// <summary>Can only be read forwards, like a network stream, and tells no length.</summary>
internal class OneWayStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
}

/// <summary>Breaks off behind its bytes, like a connection that is cut.</summary>
internal sealed class BrokenStream(byte[] bytes) : OneWayStream(bytes)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await base.ReadAsync(buffer, cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Checked(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Checked(base.Read(buffer));

    private static int Checked(int read) => read > 0 ? read : throw new IOException("The connection was cut.");
}

/// <summary>A body that does not come.</summary>
internal sealed class HeldStream(Gate gate) : MemoryStream
{
    // As from a network: otherwise its length would tell that there is nothing to wait for.
    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await gate.PassAsync(cancellationToken);
        return 0;
    }
}
