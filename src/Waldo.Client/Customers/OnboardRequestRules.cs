using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Waldo.Client.Customers;

/// <summary>What is checked before an onboarding is sent. The messages name the member and never show its value.</summary>
internal static class OnboardRequestRules
{
    public static void Check(OnboardRequest request, [CallerArgumentExpression(nameof(request))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(request, name);
        (string Member, string? Value)[] required =
        [
            (nameof(request.FirstName), request.FirstName),
            (nameof(request.LastName), request.LastName),
            (nameof(request.Email), request.Email),
            (nameof(request.Phone), request.Phone),
            (nameof(request.Address), request.Address),
            (nameof(request.City), request.City),
            (nameof(request.State), request.State),
            (nameof(request.ZipCode), request.ZipCode),
            (nameof(request.Country), request.Country),

            // The default word has a text for readers, but none to send.
            ("OfficialId.DocType", request.OfficialId?.DocType is { } kind && kind != default ? kind.ToString() : null),
            ("OfficialId.Value", request.OfficialId?.Value),
            ("OfficialId.Country", request.OfficialId?.Country),
        ];
        foreach (var (member, value) in required)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new ArgumentException($"{member} is missing or blank; Waldo requires it. Nothing was sent.", name);
            }
        }

        if (request.DateOfBirth == default)
        {
            throw new ArgumentException($"{nameof(request.DateOfBirth)} is not set; Waldo requires it. Nothing was sent.", name);
        }

        if (request.IpAddress is { } address && !IsIpAddress(address))
        {
            throw new ArgumentException(
                $"{nameof(request.IpAddress)} is no IP address of version 4 or 6. Correct it, or leave it null. Nothing was sent.", name);
        }
    }

    // The parser also takes shorthands such as "1" and addresses with a port; Waldo is to get the plain forms.
    private static bool IsIpAddress(string text) =>
        IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : !text.AsSpan().ContainsAny('[', '%'));
}
