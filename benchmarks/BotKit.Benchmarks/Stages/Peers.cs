using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Mediators;
using BotKit.Benchmarks.Work;
using FluentValidation;
using Mediator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Stages;

/// <summary>What BotKit is compared with, in a container that knows nothing of BotKit.</summary>
internal sealed class Peers : IAsyncDisposable
{
    private readonly Host _host;

    /// <param name="level">What the logging filters let through.</param>
    /// <param name="awaits">Whether the work really waits.</param>
    public Peers(LogLevel level, bool awaits = false)
    {
        _host = new Host(level, services => Add(services, awaits));
        Scoring = _host.Services.GetRequiredService<LeadScoring>();
        HandWritten = Service<GuardedCall>();
        Tuned = Service<OutcomeCall>();
        Mediator = _host.Services.GetRequiredService<IMediator>();
    }

    public long Messages => _host.Logs.Messages;

    public LeadScoring Scoring { get; }

    public LeadService HandWritten { get; }

    /// <summary>The same with Polly's fastest interface.</summary>
    public LeadService Tuned { get; }

    public IMediator Mediator { get; }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static void Add(IServiceCollection services, bool awaits)
    {
        services.Add(ServiceDescriptor.Transient(typeof(IScoreHandler), awaits ? typeof(AwaitingScoreHandler) : typeof(ScoreHandler)));
        services.AddSingleton<IValidator<LeadInput>, LeadInputValidator>();
        services.AddSingleton<Telemetry>();
        services.AddSingleton(static _ => PollyPipeline.Create());
        services.AddSingleton(static _ => PollyPipeline.Create<LeadScore>());
        services.AddMediator(static (MediatorOptions options) =>
        {
            options.ServiceLifetime = ServiceLifetime.Singleton;
            options.GenerateTypesAsInternal = true;
            options.PipelineBehaviors = [typeof(TelemetryBehavior), typeof(ValidationBehavior), typeof(ResilienceBehavior)];
        });
    }

    private LeadService Service<TCall>()
        where TCall : IGuardedCall
        => ActivatorUtilities.CreateInstance<LeadService>(_host.Services, ActivatorUtilities.CreateInstance<TCall>(_host.Services));
}
