using System.Globalization;
using Waldo.Client;

namespace Waldo.Samples.Console;

/// <summary>What an application does about one customer, from the onboarding to the decision.</summary>
internal sealed class Story(WaldoClient waldo, TokenWatch tokens, bool isEmulated)
{
    private const int DocumentBytes = 2 * 1024 * 1024;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await tokens.ShowAsync("authenticate", "POST /authenticate", cancellationToken);

        var onboarded = await waldo.OnboardAsync(Mara, cancellationToken);
        await tokens.ShowAsync("onboard", $"customer {onboarded.CustomerId}: {Describe(onboarded.Validation)}", cancellationToken);
        await WaitAsync(onboarded.Handle, cancellationToken);

        var check = await waldo.CheckFraudAsync(onboarded.CustomerId!, cancellationToken);
        await tokens.ShowAsync("check fraud", $"request {check.RequestId}", cancellationToken);
        await WaitAsync(check.Handle, cancellationToken);

        var document = await waldo.UploadDocumentAsync(Licence(onboarded.CustomerId!), new ProgressBar("document"), cancellationToken);
        await tokens.ShowAsync("document", $"request {document.RequestId}", cancellationToken);
        var decided = await WaitAsync(document.Handle, cancellationToken);

        var searches = Enumerable.Range(0, 20).Select(_ => waldo.FindCustomersAsync(CustomerQuery.ByEmail(Mara.Email), cancellationToken));
        var found = await Task.WhenAll(searches);
        await tokens.ShowAsync("20 at once", $"each found {found[0].Count} customer(s)", cancellationToken);

        ShowDecision(decided);
        System.Console.WriteLine($"{tokens.Authentications} authentication(s), {tokens.Adoptions} token(s) adopted from responses.");
    }

    private static OnboardRequest Mara { get; } = new()
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

        // In the sandbox it chooses the outcome.
        ExternalId = "kyc-pass",
    };

    // The front of a driving licence: here only the first bytes of a JPEG are real.
    private static DocumentUpload Licence(string customerId)
    {
        var picture = new byte[DocumentBytes];
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(picture);
        return new DocumentUpload
        {
            CustomerId = customerId,
            Type = DocumentType.DrivingLicence,
            Side = DocumentSide.Front,
            IssuingCountry = "USA",
            Content = DocumentContent.FromBytes(picture, "licence.jpg"),
        };
    }

    private async Task<Customer> WaitAsync(EvaluationHandle evaluation, CancellationToken cancellationToken)
    {
        var states = new List<string>();
        var options = new EvaluationWaitOptions { Progress = new StateLog(states) };
        if (isEmulated)
        {
            options.InitialDelay = TimeSpan.FromMilliseconds(100);
            options.MaxDelay = TimeSpan.FromMilliseconds(500);
        }

        var customer = await waldo.WaitForEvaluationAsync(evaluation, options, cancellationToken);
        System.Console.WriteLine($"{string.Empty,-14}{string.Join(" → ", states)}: {Describe(customer.Validation)}");
        return customer;
    }

    private static string Describe(Validation? validation) => string.Create(
        CultureInfo.InvariantCulture, $"status {validation?.Status}, KYC {validation?.Kyc}, safety score {validation?.FraudScore}");

    private static void ShowDecision(Customer customer)
    {
        var validation = customer.Validation;
        (string Name, string Value)[] rows =
        [
            ("customer", customer.CustomerId ?? string.Empty),
            ("decision", validation?.Status?.ToString() ?? "none yet"),
            ("KYC", validation?.Kyc?.ToString() ?? "none yet"),
            ("safety score", string.Create(CultureInfo.InvariantCulture, $"{validation?.FraudScore} (1 is safe)")),
        ];
        var width = rows.Max(row => row.Value.Length);
        var line = $"+{new string('-', 16)}+{new string('-', width + 2)}+";
        System.Console.WriteLine();
        System.Console.WriteLine(line);
        foreach (var (name, value) in rows)
        {
            System.Console.WriteLine($"| {name,-14} | {value.PadRight(width)} |");
        }

        System.Console.WriteLine(line);
    }
}
