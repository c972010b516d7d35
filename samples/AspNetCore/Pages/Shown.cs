using Waldo.Client;
using Waldo.Samples.AspNetCore.Customers;

namespace Waldo.Samples.AspNetCore.Pages;

/// <summary>
/// A word of Waldo's as people see it, and its colour. Words are open: only the one that means approved looks like it, and a word that this version does not
/// know is shown as it is, in a colour that promises nothing.
/// </summary>
public sealed record Shown(string Text, string Tone)
{
    public const string Good = "good";
    public const string Bad = "bad";
    public const string Wait = "wait";
    public const string Calm = "calm";

    public static Shown Decision(CustomerStatus? status) => status switch
    {
        null => new("Not decided", Calm),
        { } word when word == CustomerStatus.Approved => new("Approved", Good),
        { } word when word == CustomerStatus.Rejected => new("Rejected", Bad),
        { } word when word == CustomerStatus.Review => new("Needs review", Wait),
        { } word when word == CustomerStatus.Pending => new("Pending", Wait),
        { } word => new(word.ToString(), Calm),
    };

    public static Shown Identity(KycOutcome? outcome) => outcome switch
    {
        null => new("Not known", Calm),
        { } word when word == KycOutcome.Passed => new("Passed", Good),
        { } word when word == KycOutcome.Rejected => new("Rejected", Bad),
        { } word when word == KycOutcome.Review => new("Needs review", Wait),
        { } word when word == KycOutcome.Pending => new("Pending", Wait),
        { } word => new(word.ToString(), Calm),
    };

    /// <summary>How far the latest evaluation is.</summary>
    public static string Stage(CustomerRecord customer)
    {
        if (customer.EvaluationStatus is not { } status)
        {
            return customer.CustomerId is null ? "Not answered yet" : "No evaluation told of";
        }

        var what = customer.EvaluationType switch
        {
            { } word when word == EvaluationType.Kyc => "Identity check",
            { } word when word == EvaluationType.Fraud => "Fraud check",
            { } word when word == EvaluationType.Document => "Document check",
            { } word when word != EvaluationType.Idle => word.ToString(),
            _ => "Evaluation",
        };
        return status switch
        {
            _ when status == EvaluationStatus.Initiated => $"{what} requested",
            _ when status == EvaluationStatus.InProgress => $"{what} under way",
            _ when status == EvaluationStatus.Completed => $"{what} completed",
            _ when status == EvaluationStatus.Failed => $"{what} failed",
            _ => $"{what}: {status}",
        };
    }
}
