using BotKit.Execution;

namespace BotKit.Testing;

/// <summary>Starts background work as part of the host's flow, so that time stands still while it executes.</summary>
internal sealed class FollowedWork(RunFlow flow) : BackgroundWork
{
    public override Task Run(Func<Task> work) => flow.Begin(() => Task.Run(work));
}
