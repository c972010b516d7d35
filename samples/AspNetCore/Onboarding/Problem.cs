using Waldo.Client;

namespace Waldo.Samples.AspNetCore.Onboarding;

/// <summary>What went wrong, in the words of the person who fills in a form, and what to do about it.</summary>
/// <param name="Text">What to show.</param>
/// <param name="Field">The field it belongs to, or null.</param>
public sealed record Problem(string Text, string? Field = null)
{
    public static Problem Of(Exception exception) => exception switch
    {
        // The client's own checks, before anything is sent; they never repeat what was typed.
        ArgumentException refused => new(WithoutParameter(refused)),
        WaldoValidationException { Field: { } name } => OfField(name),
        WaldoValidationException => new("Waldo does not accept this. Check what you have entered, and send it again."),
        WaldoAuthenticationException => new("Waldo does not accept this application's credentials. Nothing was done; ask whoever runs it to check them."),
        WaldoPermissionException => new("This application's account at Waldo may not do that. Nothing was done; ask whoever runs it."),
        WaldoNotFoundException => new("Waldo does not know this customer. Onboard the customer again."),
        WaldoRateLimitException { RetryAfter: { } wait } => new($"Waldo is busy. Nothing was done; send it again in {Math.Ceiling(wait.TotalSeconds)} seconds."),
        WaldoException { MayHaveBeenProcessed: true } => new("Waldo may have taken this, but has not said so. Send it again: the same form never makes two customers."),
        WaldoTransportException or WaldoTimeoutException => new("Waldo cannot be reached. Nothing was done; send it again in a minute."),
        WaldoException => new("Waldo cannot do this at the moment. Nothing was done; send it again in a minute, and tell whoever runs this application if it stays so."),
        _ => throw new ArgumentException("This is no failure that a form can be corrected for.", nameof(exception)),
    };

    private static Problem OfField(string name)
    {
        if (name == "customerId")
        {
            return new Problem("Waldo takes no documents of this customer. Its onboarding must have ended; wait for that, and send it again.");
        }

        // Inside an object, such as officialId.value, it is the object's field that was typed.
        var field = OnboardingField.All.FirstOrDefault(field => name.Split('.')[0].Equals(field.Name, StringComparison.OrdinalIgnoreCase));
        return field is null
            ? new Problem($"Waldo does not accept {name}. Correct it, and send it again.")
            : new Problem($"{field.Label}: Waldo does not accept this. Correct it, and send it again.", field.Name);
    }

    private static string WithoutParameter(ArgumentException exception) =>
        exception.Message.Replace($" (Parameter '{exception.ParamName}')", string.Empty, StringComparison.Ordinal);
}
