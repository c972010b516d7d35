using Waldo.Client;

namespace Waldo.Samples.NativeAot;

/// <summary>Makes each call of the client once, and checks that the answers were read.</summary>
internal static class EveryCall
{
    public static async Task MakeAsync(WaldoClient waldo)
    {
        var soon = new EvaluationWaitOptions { InitialDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(200) };
        var onboarded = await waldo.OnboardAsync(Mara("fraud-pass"));
        var id = onboarded.CustomerId!;
        var customer = await waldo.WaitForEvaluationAsync(onboarded.Handle, soon);
        Check("OnboardAsync and WaitForEvaluationAsync", customer.Validation?.Status == CustomerStatus.Approved);

        var check = await waldo.CheckFraudAsync(id);
        Check("CheckFraudAsync", (await waldo.WaitForEvaluationAsync(check.Handle, soon)).Validation?.FraudScore > 0);
        var document = await waldo.UploadDocumentAsync(Licence(id));
        await waldo.WaitForEvaluationAsync(document.Handle, soon);
        Check("UploadDocumentAsync", document.RequestId is not null);
        Check("GetKycHistoryAsync", (await waldo.GetKycHistoryAsync(id))?.History is { Count: > 0 });
        Check("GetFraudHistoryAsync", (await waldo.GetFraudHistoryAsync(id))?.Active?.Score > 0);
        Check("FlagCustomerAsync", (await waldo.FlagCustomerAsync(id, "a note")).Flagged == true);
        Check("UnflagCustomerAsync", (await waldo.UnflagCustomerAsync(id)).Flagged == false);
        Check("GetCustomerAsync", (await waldo.GetCustomerAsync(id))?.Validation?.WarningTags is { Count: > 0 });
        Check("FindCustomersAsync", (await waldo.FindCustomersAsync(CustomerQuery.ByEmail("mara@example.org"))).Count > 0);
        Check("EnsureOnboardedAsync", (await waldo.EnsureOnboardedAsync(Mara("fraud-pass"))).CustomerId is not null);
        Check("GetAccessTokenAsync", (await waldo.GetAccessTokenAsync()).IssuedAt is not null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");
        using var answer = await waldo.SendAsync(request);
        Check("SendAsync", answer.IsSuccessStatusCode);
        var received = WaldoWebhook.Parse("""{"event":"evaluation","customerId":"c1","evaluation":{"type":"fraud","status":"completed"}}"""u8);
        Check("WaldoWebhook.Parse", received is EvaluationEvent { Evaluation.Type: { } type } && type == EvaluationType.Fraud);
        await CheckErrorAsync(waldo);
    }

    private static async Task CheckErrorAsync(WaldoClient waldo)
    {
        try
        {
            await waldo.CheckFraudAsync("nobody");
            Check("an error of the API", isRight: false);
        }
        catch (WaldoValidationException exception)
        {
            Check("an error of the API", exception.Code == WaldoErrorCode.InvalidData);
        }
    }

    private static void Check(string call, bool isRight)
    {
        Console.WriteLine($"{(isRight ? "right" : "WRONG")}  {call}");
        if (!isRight)
        {
            throw new WaldoException($"{call} did not do what it should.");
        }
    }

    private static OnboardRequest Mara(string externalId) => new()
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
        Options = new OnboardOptions { IncludeFraudCheck = true },
    };

    private static DocumentUpload Licence(string customerId) => new()
    {
        CustomerId = customerId,
        Type = DocumentType.DrivingLicence,
        Side = DocumentSide.Front,
        IssuingCountry = "USA",
        Content = DocumentContent.FromBytes(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0 }, "licence.jpg"),
    };
}
