using BotKit.Benchmarks.Bots;
using BotKit.Benchmarks.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Stages;

/// <summary>The bots, with BotKit's defaults.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    public const string LeadName = "lead";
    public const string FailingName = "failing";

    private const string LeanName = "lean";

    private readonly Host _host;

    /// <param name="level">What the logging filters let through.</param>
    /// <param name="awaits">Whether the work really waits.</param>
    public BotHost(LogLevel level, bool awaits = false)
    {
        _host = new Host(level, services => services.AddBotKit(bots => Add(bots, awaits)));
        Manager = _host.Services.GetRequiredService<IBotManager>();
        Lead = Bot(LeadName);
        Lean = Bot(LeanName);
        Failing = Bot(FailingName);
    }

    public IServiceProvider Services => _host.Services;

    public long Messages => _host.Logs.Messages;

    public IBotManager Manager { get; }

    public IBot<LeadInput, LeadScore> Lead { get; }

    /// <summary>The same bot without retry, timeout and validator.</summary>
    public IBot<LeadInput, LeadScore> Lean { get; }

    public IBot<LeadInput, LeadScore> Failing { get; }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static void Add(IBotKitBuilder bots, bool awaits)
    {
        var lead = awaits ? bots.AddBot<AwaitingLeadBot>(LeadName) : bots.AddBot<LeadBot>(LeadName);
        lead.Validate<LeadInputValidator>();
        bots.AddBot<LeadBot>(LeanName).Configure(static options =>
        {
            options.TotalTimeout = null;
            options.Retry.MaxRetries = 0;
        });
        bots.AddBot<FailingLeadBot>(FailingName)
            .Validate<LeadInputValidator>()
            .Configure(static options => options.Circuit.OpenDuration = TimeSpan.FromDays(1));
    }

    private IBot<LeadInput, LeadScore> Bot(string name) => _host.Services.GetRequiredKeyedService<IBot<LeadInput, LeadScore>>(name);
}
