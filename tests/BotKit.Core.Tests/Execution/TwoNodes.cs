using BotKit.Core.Tests.Scripted;
using BotKit.State;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Execution;

/// <summary>Two containers on one state store and one clock.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    public static readonly TimeSpan Open = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public TwoNodes()
    {
        A = Hosts.Of(
            (input, context, cancellationToken) => OnA(input, context, cancellationToken),
            services: services => services.AddSingleton<IBotStateStore>(Store));
        B = Hosts.Of(
            (input, context, cancellationToken) => OnB(input, context, cancellationToken),
            services: services => services.AddSingleton<IBotStateStore>(Store).AddSingleton<TimeProvider>(A.Clock));
    }

    public FlakyStateStore Store { get; } = new();

    public BotTestHost<ScriptedBot> A { get; }

    public BotTestHost<ScriptedBot> B { get; }

    /// <summary>What the bot does on the first node.</summary>
    public Script.Step OnA { get; set; } = Script.Return("a");

    /// <summary>What the bot does on the second node.</summary>
    public Script.Step OnB { get; set; } = Script.Return("b");

    public static async Task RunManyAsync(BotTestHost<ScriptedBot> host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await host.Start("go");
        }
    }

    public async Task RunBothAsync()
    {
        await A.Start("go");
        await B.Start("go");
    }

    public async Task OpenOnAAsync()
    {
        OnA = Script.Throw(Failures.Standard);
        await RunManyAsync(A, 5);
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }
}
