using System.Net;
using System.Text.Json.Nodes;

namespace Waldo.Emulator.Customers;

/// <summary>Writes a customer as <c>GET /customer</c> prints it, members in the printed order.</summary>
internal static class CustomerJson
{
    public static JsonNode Write(Customer customer)
    {
        var data = customer.Data;
        var json = new JsonObject
        {
            ["createdAt"] = customer.CreatedAt.ToUnixTimeMilliseconds(),
            ["firstName"] = data.FirstName,
            ["lastName"] = data.LastName,
            ["dob"] = data.DateOfBirth,
            ["officialId"] = new JsonObject
            {
                ["docType"] = data.OfficialId.DocType,
                ["value"] = data.OfficialId.Value,
                ["country"] = data.OfficialId.Country,
            },
            ["address"] = data.Address,
            ["email"] = data.Email,
            ["phone"] = data.Phone,
            ["zipCode"] = data.ZipCode,
            ["state"] = data.State,
        };
        if (!string.IsNullOrEmpty(data.IpAddress))
        {
            json["ipAddress"] = new JsonObject { ["valid"] = IPAddress.TryParse(data.IpAddress, out _), ["value"] = data.IpAddress };
        }

        var state = customer.State;
        json["evaluation"] = new JsonObject { ["type"] = state.Evaluation.Type, ["status"] = state.Evaluation.Status };
        json["validation"] = ValidationJson.WriteForCustomer(state);
        return customer.AddIdentity(json);
    }

    /// <summary>Adds the three members by which every answer and webhook names its customer.</summary>
    public static JsonObject AddIdentity(this Customer customer, JsonObject json)
    {
        if (customer.Data.ExternalId is { } externalId)
        {
            json["externalId"] = externalId;
        }

        json["customerId"] = customer.Id;
        json["uri"] = customer.Uri;
        return json;
    }
}
