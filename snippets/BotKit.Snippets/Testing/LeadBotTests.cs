using BotKit;
using BotKit.Testing;
using FluentAssertions;

namespace Studio.Testing;

#region snippet: test-bot
public sealed class LeadBotTests : IAsyncDisposable
{
    private static readonly LeadInput Ada = new("ada@example.com", 120);

    private readonly FakeCrm _crm = new();
    private readonly BotTestHost<LeadBot> _host;

    public LeadBotTests() => _host = BotTestHost.For<LeadBot>(
        bot => bot
            .Validate<LeadInputValidator>()
            .OnError<HttpRequestException>(BotSeverity.Standard, code: "crm_unavailable", transient: true),
        services => services.AddSingleton<ICrm>(_crm));

    [Fact]
    public async Task RunAsync_CrmFailsTwice_SucceedsAtTheThirdAttempt()
    {
        _crm.Failures = 2;

        var result = await _host.RunAsync(Ada);

        result.Status.Should().Be(BotStatus.Succeeded);
        result.Attempts.Should().Be(3);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
#endregion
