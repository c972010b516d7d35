using Waldo.Emulator.Api;
using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Evaluations;

/// <summary>Documented: documents and fraud checks need a complete onboarding.</summary>
internal static class Onboarding
{
    public static void RequireComplete(Customer customer)
    {
        if (!customer.State.Onboarded)
        {
            throw new ApiErrorException(ApiError.InvalidData("customerId") with
            {
                Reason = "The customer's onboarding is not complete yet: wait for its evaluation.",
            });
        }
    }
}
