using System.Globalization;
using Waldo.Emulator.Control;
using Waldo.Emulator.Customers;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Dashboard;

/// <summary>The customers with their evaluations and histories.</summary>
internal static class CustomersPart
{
    private const int Shown = 50;

    public static Html Write(EmulatorParts parts)
    {
        var total = parts.Customers.Count;
        if (total == 0)
        {
            return Parts.Empty("Nobody yet. Onboard a customer through the API and watch it appear here.");
        }

        var customers = parts.Customers.Newest(Shown).Select(pair => CustomerView.From(pair.Organisation, pair.Customer, parts.ShowPersonalData));
        var more = total > Shown ? Html.Of($"<p class=\"empty\">The newest {Shown} of {total}.</p>") : Html.Empty;
        return Html.Of($"""
            <div class="columns" aria-hidden="true"><span>Customer</span><span>Evaluation</span><span>KYC and status</span><span>Fraud score, 1 is safe</span></div>
            {Html.Join(customers.Select(Card))}{more}
            """);
    }

    private static Html Card(CustomerView customer) => Html.Of($"""
        <details class="card" data-key="customer-{customer.CustomerId}">
          <summary>
            <span class="who"><code>{customer.ExternalId ?? customer.CustomerId}</code><small>{Parts.Time(customer.CreatedAt)} · {customer.Organisation}</small></span>
            <span class="evaluation">{Evaluation(customer)}</span>
            <span class="verdict">{(customer.Flagged ? Parts.Pill("flagged") : Html.Empty)}<span title="KYC">{Parts.Pill(customer.Kyc)}</span><span title="status">{Parts.Pill(customer.Status)}</span></span>
            {Score(customer)}
          </summary>
          <div class="inside">
            <dl>
              <dt>customerId</dt><dd><code>{customer.CustomerId}</code></dd>
              <dt>name</dt><dd>{customer.Name}</dd>
            </dl>
            <div class="actions">{Actions(customer)}</div>
            {History("KYC history", customer.KycHistory.Select(KycLine))}
            {History("Fraud history", customer.FraudHistory.Select(FraudLine))}
          </div>
        </details>
        """);

    private static Html Evaluation(CustomerView customer) => customer.EvaluationStatus is "idle"
        ? Html.Of($"<span class=\"pill calm\">idle</span>")
        : Html.Of($"<span class=\"kind\">{customer.EvaluationType}</span>{Parts.Pill(customer.EvaluationStatus)}");

    private static Html Score(CustomerView customer) => customer.FraudHistory.Count == 0
        ? Html.Of($"<span class=\"score none\" title=\"no fraud check yet\">–</span>")
        : Html.Of($"<span class=\"score\" title=\"fraud score: 1 is safe\"><meter min=\"0\" max=\"1\" low=\"0.3\" high=\"0.7\" optimum=\"1\" value=\"{customer.FraudScore}\"></meter>{customer.FraudScore.ToString("0.00", CultureInfo.InvariantCulture)}</span>");

    private static Html Actions(CustomerView customer)
    {
        var path = $"customers/{customer.CustomerId}/";
        return Html.Join(
        [
            customer.Flagged
                ? Parts.Button("Take flag off", path + "flag", Parts.Json("flag", false))
                : Parts.Button("Flag", path + "flag", Parts.Json("flag", true), kind: "danger"),
            Parts.Button("Approve", path + "decision", Parts.Json("status", "APPROVED")),
            Parts.Button("Reject", path + "decision", Parts.Json("status", "REJECTED")),
            customer.Onboarded ? Parts.Button("Check fraud", path + "check-fraud") : Html.Empty,
        ]);
    }

    private static Html History(string title, IEnumerable<Html> lines)
    {
        var items = Html.Join(lines);
        return items.Text.Length == 0 ? Html.Empty : Html.Of($"<h3>{title}</h3><ol>{items}</ol>");
    }

    private static Html KycLine(KycEntry entry) => Html.Of(
        $"<li>{Parts.Time(entry.Date)} <span class=\"kind\">{entry.Type}</span> {Parts.Pill(entry.Outcome)} {entry.DocumentType}</li>");

    private static Html FraudLine(FraudEntry entry) => Html.Of($"<li>{Parts.Time(entry.Date)} score {entry.Score}</li>");
}
