using Waldo.Client.Calls;
using System.Diagnostics;
using Waldo.Client.Authentication;

namespace Waldo.Client.Diagnostics;

/// <summary>The trace of one <c>POST /authenticate</c>. It has no parent: it belongs to all callers that wait for it.</summary>
internal static class AuthenticationActivity
{
    public static Activity? Start()
    {
        var activity = WaldoDiagnostics.Source.StartActivity(WaldoOperation.Authenticate.Name, ActivityKind.Client);
        activity?.SetTag("http.request.method", "POST");
        activity?.SetTag("url.template", "/authenticate");
        return activity;
    }

    public static void End(Activity? activity, AuthenticationFailure? failure)
    {
        if (activity is not null && failure is not null)
        {
            activity.SetTag("error.type", failure.Outcome);
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
