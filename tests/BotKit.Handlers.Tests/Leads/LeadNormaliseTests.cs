using System.Text;
using BotKit.Handlers.Leads;

namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadNormaliseTests : IAsyncDisposable
{
    private readonly LeadHost _host = new();

    [Fact]
    public async Task Normalise_OfACompleteFile_AddsWhatItFound()
    {
        var file = await _host.PutAsync(
            "E-Mail,Phone,Contact Name,Country\n"
            + "Ann.Lee@EXAMPLE.org,030 901820,LEE  ANN,deutschland\n"
            + "info@mailinator.com,+1 650-253-0000,\"von trapp, maria\",USA\n"
            + "nobody,12,,Narnia\n");

        var result = await _host.DataAsync<LeadNormalisation>($$"""{"operation":"normalise","file":"{{file}}"}""");

        (await _host.TextAsync(result.File)).Should().Be(
            "E-Mail,Phone,Contact Name,Country,email_status,email_flags,phone_status,phone_type,country_code,first_name,last_name\n"
            + "Ann.Lee@example.org,+4930901820,Lee Ann,deutschland,valid,,valid,fixed,DE,Lee,Ann\n"
            + "info@mailinator.com,+16502530000,\"von Trapp, Maria\",USA,valid,disposable role,valid,fixed-or-mobile,US,Maria,von Trapp\n"
            + "nobody,12,,Narnia,invalid: no @,,invalid,,,,\n");
        result.Fields.Should().Equal(
            new LeadNormalisedField("email", "E-Mail", 2, 1, 0),
            new LeadNormalisedField("phone", "Phone", 2, 1, 0),
            new LeadNormalisedField("full-name", "Contact Name", 2, 0, 1),
            new LeadNormalisedField("country", "Country", 2, 1, 0));
        (result.DisposableEmails, result.RoleEmails).Should().Be((1, 1));
    }

    [Fact]
    public async Task Normalise_WithARegion_ReadsNationalNumbers()
    {
        var file = await _host.PutAsync("kontakt,x\n(030) 901820,1\n");

        var result = await _host.DataAsync<LeadNormalisation>($$"""{"operation":"normalise","file":"{{file}}","phone":"Kontakt","phoneRegion":"de"}""");

        (await _host.LinesAsync(result.File))[1].Should().Be("+4930901820,1,valid,fixed");
    }

    [Fact]
    public async Task Normalise_OfTextsThatAreNoUnicode_LeavesThem()
    {
        var file = await _host.PutAsync("name,country\n\uFFFEada,\uFFFEx\n");

        var result = await _host.DataAsync<LeadNormalisation>($$"""{"operation":"normalise","file":"{{file}}"}""");

        (await _host.LinesAsync(result.File))[1].Should().StartWith("\uFFFE");
    }

    [Fact]
    public async Task Split_OfCountlessTitles_TakesTimeByTheirLength()
    {
        var name = string.Concat(Enumerable.Repeat("dr ", 300_000)) + "Ada Lovelace";

        var split = await Task.Run(() => PersonNameNormaliser.Split(name)).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

        split.Should().Be(("Ada", "Lovelace"));
    }

    [Fact]
    public async Task Normalise_InADryRun_CountsAndKeepsNothing()
    {
        var file = await _host.PutAsync("email\na@b.example\n");

        var result = await _host.DataAsync<LeadNormalisation>($$"""{"operation":"normalise","file":"{{file}}"}""", isDryRun: true);

        result.File.Should().BeNull();
        result.Fields.Single().Valid.Should().Be(1);
        (await _host.FileCountAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("Jane <jane@example.org>", "jane@example.org")]
    [InlineData("mailto:jane@Example.ORG", "jane@example.org")]
    [InlineData("  jane@example.org ", "jane@example.org")]
    [InlineData("Jane@example.org", "Jane@example.org")]
    [InlineData("jane@", null)]
    [InlineData("jane@exa mple.org", null)]
    [InlineData("jane\r\nbcc: x@example.org", null)]
    [InlineData("jané@example.org", null)]
    public void Email_InAnyForm_BecomesOne(string written, string? address)
        => new EmailNormaliser().Normalise(written).Address.Should().Be(address);

    [Theory]
    [InlineData("x@sub.mailinator.com", true, false, false)]
    [InlineData("sales+fair@example.org", false, true, false)]
    [InlineData("ann@gmail.com", false, false, true)]
    [InlineData("ann@example.org", false, false, false)]
    public void Email_OfSpecialKinds_IsFlagged(string written, bool isDisposable, bool isRole, bool isFree)
        => new EmailNormaliser().Normalise(written).Should().BeEquivalentTo(
            new { IsDisposable = isDisposable, IsRole = isRole, IsFree = isFree }, options => options.ExcludingMissingMembers());

    [Fact]
    public void Email_OfHostileLength_IsRefusedAtOnce()
    {
        foreach (var text in new[] { new string('a', 1_000_000) + "@b.example", "\"" + new string('\\', 1_000_000), "a@" + new string('.', 1_000_000), "a@[IPv6:" + new string(':', 1_000_000) + "]" })
        {
            EmailAddress.Parse(text, out _).Should().NotBeNull();
        }
    }

    [Theory]
    [InlineData("JOHN O'NEIL", "John O'Neil")]
    [InlineData("mary-jane mcdonald", "Mary-Jane McDonald")]
    [InlineData("ludwig VAN beethoven", "ludwig VAN beethoven")]
    [InlineData("ludwig van beethoven", "Ludwig van Beethoven")]
    [InlineData("DE LA CRUZ", "de la Cruz")]
    [InlineData("john smith iii", "John Smith III")]
    [InlineData("  anna\t\u200Bmaria  ", "Anna Maria")]
    [InlineData("MacLeod", "MacLeod")]
    [InlineData("e\u0301mile", "Émile")]
    [InlineData("李小龙", "李小龙")]
    public void Name_InAnyForm_BecomesOne(string written, string name) => PersonNameNormaliser.Normalise(written).Should().Be(name);

    [Theory]
    [InlineData("Dr. Jane Doe, PhD", "Jane", "Doe")]
    [InlineData("Doe, Jane Mary", "Jane Mary", "Doe")]
    [InlineData("vincent van gogh", "Vincent", "van Gogh")]
    [InlineData("Cher", "Cher", null)]
    [InlineData("Sammy Davis Jr.", "Sammy", "Davis")]
    public void FullName_IsSplit(string written, string? first, string? last) => PersonNameNormaliser.Split(written).Should().Be((first, last));

    [Theory]
    [InlineData("Deutschland", "DE")]
    [InlineData("germany", "DE")]
    [InlineData("DEU", "DE")]
    [InlineData("u.s.a.", "US")]
    [InlineData("Côte d’Ivoire", "CI")]
    [InlineData("trinidad and tobago", "TT")]
    [InlineData("Vereinigte Staaten", "US")]
    [InlineData("中国", "CN")]
    [InlineData("भारत", "IN")]
    [InlineData("Narnia", null)]
    [InlineData("", null)]
    public void Country_InAnyForm_BecomesItsCode(string written, string? code) => new CountryNormaliser().Normalise(written).Should().Be(code);

    [Theory]
    [InlineData("Ann\0", null)]
    [InlineData("+", null)]
    [InlineData("٠٣٠ ٩٠١٨٢٠", "+4930901820")]
    [InlineData("tel:+49-30-901820", "+4930901820")]
    public void Phone_InOddForms_IsReadOrRefused(string written, string? number) => new PhoneNormaliser().Normalise(written, "DE").Number.Should().Be(number);

    [Fact]
    public void Phone_OfHostileLength_IsRefusedAtOnce()
        => new PhoneNormaliser().Normalise(new StringBuilder().Insert(0, "1-(", 100_000).ToString(), "US").Number.Should().BeNull();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
