using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests;

/// <summary>A manager whose queue refuses, with what the test says; or does what the test says.</summary>
internal sealed class RefusingManager(Exception refusal) : IBotManager
{
    private IBotManager _inner = null!;

    public Func<CancellationToken, ValueTask<CancelOutcome>>? Cancels { get; init; }

    /// <summary>Called before each replay, with how many there were.</summary>
    public Func<int, ValueTask>? Replays { get; init; }

    private int Replayed { get; set; }

    public IReadOnlyList<BotDescriptor> Bots => _inner.Bots;

    public void Wrap(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IBotManager));
        services.AddSingleton<IBotManager>(provider =>
        {
            _inner = (IBotManager)real.ImplementationFactory!(provider);
            return this;
        });
    }

    public BotDescriptor? Find(string bot) => _inner.Find(bot);

    public ValueTask<BotResult> RunAsync(BotRequest request, CancellationToken cancellationToken = default) => _inner.RunAsync(request, cancellationToken);

    public ValueTask<Guid> EnqueueAsync(BotRequest request, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default) => throw refusal;

    public ValueTask<IReadOnlyList<Guid>> EnqueueAsync(
        IReadOnlyList<BotRequest> requests, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default)
        => throw refusal;

    public ValueTask<Guid> EnqueueAsync(
        BotRequest request, DbTransaction transaction, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default)
        => throw refusal;

    public ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken = default)
        => Cancels is null ? throw refusal : Cancels(cancellationToken);

    public ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken = default) => throw refusal;

    public async ValueTask<Guid?> ReplayAsync(
        Guid executionId, ReadOnlyMemory<byte>? utf8Json = null, BotRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        await (Replays is null ? throw refusal : Replays(Replayed++));
        return await _inner.ReplayAsync(executionId, utf8Json, options, cancellationToken);
    }

    public ValueTask<bool> EraseAsync(Guid executionId, string by, CancellationToken cancellationToken = default) => throw refusal;

    public BotState GetState(string bot) => _inner.GetState(bot);

    public ValueTask PauseAsync(string bot, string reason, string by, TimeSpan? duration = null, CancellationToken cancellationToken = default)
        => _inner.PauseAsync(bot, reason, by, duration, cancellationToken);

    public ValueTask ResumeAsync(string bot, CancellationToken cancellationToken = default) => _inner.ResumeAsync(bot, cancellationToken);

    public ValueTask IsolateAsync(string bot, CancellationToken cancellationToken = default) => _inner.IsolateAsync(bot, cancellationToken);

    public ValueTask ResetAsync(string bot, CancellationToken cancellationToken = default) => _inner.ResetAsync(bot, cancellationToken);
}
