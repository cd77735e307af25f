using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Keeps frames as checkpoints of the run.</summary>
internal sealed class CheckpointJournal(IBotCheckpoints checkpoints) : IWorkflowJournal
{
    /// <summary>The name of the workflow's own frame.</summary>
    public const string Root = "r";

    public static string InputOf(int state) => $"in.{state}";

    public async ValueTask<FrameRecord?> ReadAsync(string path, CancellationToken cancellationToken)
        => await checkpoints.ReadAsync<FrameRecord>(path, cancellationToken).ConfigureAwait(false);

    public ValueTask WriteAsync(Frame frame, long steps, CancellationToken cancellationToken)
        => checkpoints.WriteAsync(frame.Path, new FrameRecord(frame, steps), cancellationToken);

    public ValueTask KeepInputAsync(int state, FrameData data, CancellationToken cancellationToken)
        => checkpoints.WriteAsync(InputOf(state), data.Node ?? JsonValue.Create(string.Empty), cancellationToken);

    public BotCheckpoint Make(Frame frame, long steps) => checkpoints.Make(frame.Path, new FrameRecord(frame, steps));
}
