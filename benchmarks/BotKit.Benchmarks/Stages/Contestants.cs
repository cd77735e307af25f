using System.Text.Json;
using BotKit.Benchmarks.Mediators;
using BotKit.Benchmarks.Work;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Stages;

/// <summary>Every way to do the work once.</summary>
internal sealed class Contestants(LogLevel level, bool awaits = false) : IAsyncDisposable
{
    private static readonly LeadInput Input = new("Ann Lee", "ann@example.com", 250);
    private static readonly LeadInput BadInput = Input with { Email = "nobody" };
    private static readonly byte[] Json = JsonSerializer.SerializeToUtf8Bytes(Input, JsonSerializerOptions.Web);

    private readonly LeadInputValidator _validator = new();

    public Peers Peers { get; } = new(level, awaits);

    public BotHost Bots { get; } = new(level, awaits);

    public object Direct() => Peers.Scoring.Score(Input);

    public object Validator() => _validator.ValidateAsync(Input).Result;

    public ValueTask<HandWritten.Envelope<LeadScore>> HandWritten() => Peers.HandWritten.RunAsync(Input);

    public ValueTask<HandWritten.Envelope<LeadScore>> Tuned() => Peers.Tuned.RunAsync(Input);

    public ValueTask<HandWritten.Envelope<LeadScore>> Mediator() => Peers.Mediator.Send(new ScoreLead(Input));

    public ValueTask<BotResult<LeadScore>> Typed() => Bots.Lead.RunAsync(Input);

    public ValueTask<BotResult> ByName() => Bots.Manager.RunAsync(new BotRequest(BotHost.LeadName, Input));

    public ValueTask<BotResult> ByJson() => Bots.Manager.RunAsync(BotRequest.FromJson(BotHost.LeadName, Json));

    public ValueTask<BotResult<LeadScore>> Lean() => Bots.Lean.RunAsync(Input);

    public ValueTask<BotResult<LeadScore>> Refused() => Bots.Failing.RunAsync(Input);

    public ValueTask<BotResult> RefusedByName() => Bots.Manager.RunAsync(new BotRequest(BotHost.FailingName, Input));

    public ValueTask<HandWritten.Envelope<LeadScore>> HandWrittenInvalid() => Peers.HandWritten.RunAsync(BadInput);

    public ValueTask<HandWritten.Envelope<LeadScore>> TunedInvalid() => Peers.Tuned.RunAsync(BadInput);

    public ValueTask<HandWritten.Envelope<LeadScore>> MediatorInvalid() => Peers.Mediator.Send(new ScoreLead(BadInput));

    public ValueTask<BotResult<LeadScore>> TypedInvalid() => Bots.Lead.RunAsync(BadInput);

    /// <summary>Fails until the circuit of the failing bot is open.</summary>
    public async Task OpenCircuitAsync()
    {
        while (Bots.Manager.GetState(BotHost.FailingName).Circuit != CircuitPosition.Open)
        {
            await Bots.Failing.RunAsync(Input).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Bots.DisposeAsync().ConfigureAwait(false);
        await Peers.DisposeAsync().ConfigureAwait(false);
    }
}
