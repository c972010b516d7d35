namespace Waldo.Client.Tests.Customers;

public sealed class OfficialIdTests
{
    [Theory]
    [InlineData("123-45-6789")]
    [InlineData("123456789")]
    [InlineData("  123-45-6789 \n")]
    public void A_social_security_number_takes_the_documented_form(string number)
    {
        var id = OfficialId.Ssn(number);

        id.DocType.ShouldBe(OfficialIdType.Ssn);
        (id.Value, id.Country, id.Format).ShouldBe(("123-45-6789", "US", "XXX-XX-XXXX"));
    }

    [Fact]
    public void Leading_zeros_stay() => OfficialId.Ssn("001020003").Value.ShouldBe("001-02-0003");

    [Theory]
    [InlineData("")]
    [InlineData("12345678")]
    [InlineData("1234567890")]
    [InlineData("123-456789")]
    [InlineData("12-345-6789")]
    [InlineData("123 45 6789")]
    [InlineData("123-45-678x")]
    [InlineData("---------")]
    [InlineData("١٢٣٤٥٦٧٨٩")]
    public void What_is_no_social_security_number_is_refused_without_being_repeated(string number)
    {
        var error = Should.Throw<ArgumentException>(() => OfficialId.Ssn(number));

        error.Message.ShouldBe("A social security number has nine digits: write it as NNN-NN-NNNN or as NNNNNNNNN. (Parameter 'number')");
    }

    [Fact]
    public void A_missing_number_is_refused() => Should.Throw<ArgumentNullException>(() => OfficialId.Ssn(null!)).ParamName.ShouldBe("number");

    [Fact]
    public void Its_text_shows_the_kind_only() => OfficialId.Ssn("123-45-6789").ToString().ShouldBe("OfficialId { DocType = SSN, Country = US }");
}
