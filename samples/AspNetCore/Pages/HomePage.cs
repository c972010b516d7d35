using Microsoft.AspNetCore.Http.HttpResults;
using Waldo.Samples.AspNetCore.Customers;
using Waldo.Samples.AspNetCore.Hosting;
using Waldo.Samples.AspNetCore.Onboarding;

namespace Waldo.Samples.AspNetCore.Pages;

/// <summary>Answers with the page.</summary>
internal static class HomePage
{
    public static async Task<IResult> ShowAsync(
        CustomersDb db, WaldoConnection connection, OnboardingForm? form, IReadOnlyList<Problem> problems, DocumentProblem? documentProblem = null)
    {
        var customers = await db.ListAsync(CancellationToken.None);
        return new RazorComponentResult<Home>(new
        {
            Form = form ?? (connection.IsSandbox ? MadeUpPeople.Next(customers.Count) : OnboardingForm.Empty()),
            Problems = problems,
            DocumentProblem = documentProblem,
            Customers = customers,
            Connection = connection,
        })
        {
            StatusCode = problems.Count > 0 || documentProblem is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }
}

/// <summary>What went wrong with the document of a customer.</summary>
public sealed record DocumentProblem(Guid Customer, Problem Problem);
