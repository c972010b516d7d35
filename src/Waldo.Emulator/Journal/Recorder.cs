using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Journal;

/// <summary>Turns exchanges into journal entries, masked before they are kept.</summary>
internal sealed class Recorder(EmulatorJournal journal, Masking masking, TimeProvider machine, Action changed)
{
    public Exchange Begin(HttpContext context, IReadOnlyList<Fault> faults) =>
        new(context, machine.GetTimestamp(), [.. faults.Select(fault => fault.Kind)]);

    public void End(Exchange exchange, ApiCall call, ApiResult result, ReadOnlyMemory<byte> body)
    {
        var headers = Masking.Headers(exchange.Context.Response.Headers);
        Add(exchange, call, entry => entry with
        {
            Status = result.Status,
            Code = result.Code,
            Reason = result.Reason,
            ResponseHeaders = headers,
            ResponseBody = masking.ResponseBody(result.ContentType, body),
        });
    }

    /// <summary>Notes an exchange whose connection was cut instead of an answer.</summary>
    public void Cut(Exchange exchange, ApiCall call) => Add(exchange, call, entry => entry);

    private void Add(Exchange exchange, ApiCall call, Func<JournalEntry, JournalEntry> complete)
    {
        var request = call.Request;
        var entry = complete(new JournalEntry
        {
            Number = 0,
            At = call.Now,
            Duration = machine.GetElapsedTime(exchange.Started),
            Method = request.Method,
            Path = masking.Path(request.Path.Value ?? "/"),
            Query = masking.Query(request.Query),
            Organisation = call.Organisation?.Id,
            Status = 0,
            Faults = exchange.Faults,
            RequestHeaders = Masking.Headers(request.Headers),
            RequestBody = masking.RequestBody(request.ContentType, call.Body),
        });
        journal.Add(number => entry with { Number = number });
        changed();
    }

    /// <summary>A request that is not answered yet.</summary>
    internal sealed record Exchange(HttpContext Context, long Started, IReadOnlyList<FaultKind> Faults);
}
