using Waldo.Client;

namespace Waldo.Tests.Support;

/// <summary>The made-up person whom the tests of several projects onboard; linked into each.</summary>
internal static class Mara
{
    public static OnboardRequest As(string externalId, OnboardOptions? options = null) => new()
    {
        FirstName = "Mara",
        LastName = "Lindqvist",
        OfficialId = OfficialId.Ssn("900-55-0142"),
        Email = "mara@example.org",
        Phone = "+12025550142",
        DateOfBirth = new DateOnly(1991, 7, 2),
        Address = "18 Larch Lane",
        City = "Hartford",
        State = "CT",
        ZipCode = "06101",
        Country = "US",
        ExternalId = externalId,
        Options = options,
    };
}
