using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>Reads a <see cref="Customer"/>; see <see cref="Members"/>.</summary>
internal sealed class CustomerReader : JsonConverter<Customer>
{
    private static readonly EpochMillisecondsConverter s_instants = new();
    private static readonly TolerantDateConverter s_dates = new();
    private static readonly CustomerIpAddressConverter s_addresses = new();
    private static readonly OfficialIdReader s_officialIds = new();
    private static readonly EvaluationReader s_evaluations = new();
    private static readonly ValidationReader s_validations = new();

    public override Customer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? id = null, externalId = null, firstName = null, lastName = null, email = null, phone = null;
        string? address = null, city = null, state = null, zipCode = null, country = null, uri = null;
        DateTimeOffset? createdAt = null;
        DateOnly? dateOfBirth = null;
        OfficialId? officialId = null;
        CustomerIpAddress? ipAddress = null;
        Evaluation? evaluation = null;
        Validation? validation = null;
        Dictionary<string, JsonElement>? more = null;
        Members.Begin(ref reader);
        while (Members.Next(ref reader))
        {
            if (reader.ValueTextEquals("customerId"u8))
            {
                id = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("externalId"u8))
            {
                externalId = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("createdAt"u8))
            {
                createdAt = Members.With(ref reader, s_instants);
            }
            else if (reader.ValueTextEquals("firstName"u8))
            {
                firstName = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("lastName"u8))
            {
                lastName = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("email"u8))
            {
                email = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("phone"u8))
            {
                phone = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("officialId"u8))
            {
                officialId = Members.With(ref reader, s_officialIds);
            }
            else if (reader.ValueTextEquals("dob"u8))
            {
                dateOfBirth = Members.With(ref reader, s_dates);
            }
            else if (reader.ValueTextEquals("address"u8))
            {
                address = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("city"u8))
            {
                city = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("state"u8))
            {
                state = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("zipCode"u8))
            {
                zipCode = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("country"u8))
            {
                country = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("ipAddress"u8))
            {
                ipAddress = Members.With(ref reader, s_addresses);
            }
            else if (reader.ValueTextEquals("evaluation"u8))
            {
                evaluation = Members.With(ref reader, s_evaluations);
            }
            else if (reader.ValueTextEquals("validation"u8))
            {
                validation = Members.With(ref reader, s_validations);
            }
            else if (reader.ValueTextEquals("uri"u8))
            {
                uri = Members.Text(ref reader);
            }
            else
            {
                Members.Keep(ref reader, ref more);
            }
        }

        return new Customer
        {
            CustomerId = id, ExternalId = externalId, CreatedAt = createdAt, FirstName = firstName, LastName = lastName, Email = email, Phone = phone,
            OfficialId = officialId, DateOfBirth = dateOfBirth, Address = address, City = city, State = state, ZipCode = zipCode, Country = country,
            IpAddress = ipAddress, Evaluation = evaluation, Validation = validation, Uri = uri, AdditionalProperties = more,
        };
    }

    public override void Write(Utf8JsonWriter writer, Customer value, JsonSerializerOptions options) => throw Members.NotWritten<Customer>();
}
