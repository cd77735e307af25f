using BotKit;
using BotKit.Testing;
using FluentAssertions;
using Studio.Middleware;

namespace Studio.Testing;

internal sealed class MoreLeadBotTests : IAsyncDisposable
{
    private static readonly LeadInput Ada = new("ada@example.com", 120);

    private readonly FakeCrm _crm = new();
    private readonly BotTestHost<LeadBot> _host;

    public MoreLeadBotTests() => _host = BotTestHost.For<LeadBot>(
        bot => bot.Validate<LeadInputValidator>().OnError<HttpRequestException>(BotSeverity.Standard, "crm_unavailable", transient: true),
        services => services.AddSingleton<ICrm>(_crm).AddSingleton<ITenants, OneTenant>());

    #region snippet: test-circuit
    [Fact]
    public async Task RunAsync_FiveRunsFail_OpensTheCircuitForAMinute()
    {
        _crm.Failures = int.MaxValue;
        for (var run = 1; run <= 5; run++)
        {
            await _host.RunAsync(Ada);
        }

        var refused = await _host.RunAsync(Ada);
        _crm.Failures = 0;
        await _host.AdvanceAsync(TimeSpan.FromMinutes(1));
        var probe = await _host.RunAsync(Ada);

        refused.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        probe.Success.Should().BeTrue();
    }
    #endregion

    #region snippet: test-schedule
    [Fact]
    public async Task Schedule_ThreeDays_RunsEachMorning()
    {
        await using var host = BotTestHost.For<LeadBot>(
            bot => bot.Schedule("0 6 * * *", input: Ada),
            services => services.AddSingleton<ICrm>(_crm));

        await host.AdvanceAsync(TimeSpan.FromDays(3));

        host.Ledger.Runs.Should().HaveCount(3);
        host.Ledger.Runs.Should().AllSatisfy(run =>
        {
            run.Result.Status.Should().Be(BotStatus.Succeeded);
            (run.Origin?.ScheduledFor?.Hour).Should().Be(6);
        });
    }
    #endregion

    #region snippet: test-json
    [Fact]
    public async Task RunJsonAsync_NoEmployees_NamesTheMember()
    {
        var result = await _host.RunJsonAsync("""{ "email": "ada@example.com", "employees": 0 }""");

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details.Should().ContainSingle().Which.Path.Should().Be("$.employees");
    }
    #endregion

    #region snippet: test-middleware
    [Fact]
    public async Task TenantMiddleware_BotFails_LogsTheCode()
    {
        var context = _host.CreateContext(Ada);
        var middleware = new TenantMiddleware(new OneTenant());

        await middleware.InvokeAsync(
            context,
            (run, _) =>
            {
                run.Fail(new HttpRequestException("The CRM is down."));
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);

        context.Items["tenant"].Should().Be("studio");
        _host.Logs.Should().ContainSingle(line => line.Message.Contains("crm_unavailable"));
    }
    #endregion

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private sealed class OneTenant : ITenants
    {
        public ValueTask<string> FindAsync(string bot, CancellationToken cancellationToken) => new("studio");
    }
}
