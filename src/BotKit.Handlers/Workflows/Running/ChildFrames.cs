using System.Security.Cryptography;
using System.Text;

namespace BotKit.Handlers.Workflows;

/// <summary>Opens the frames inside others: where they stood, or at their beginning.</summary>
internal static class ChildFrames
{
    private const int MaxText = 120;

    public static async ValueTask<Frame> OpenAsync(
        FrameRunner runner, Frame outer, string index, Machine machine, Func<FrameData> data, CancellationToken cancellationToken, ChildKind? kind = null,
        FrameRecord? known = null)
    {
        kind ??= ChildKind.Branch;
        var frame = new Frame
        {
            Path = PathOf(outer, index),
            Key = Short($"{outer.Key}{outer.Seq}.{index}") + ".",
            Entry = outer.Seq,
            Machine = machine,
            Variables = new VariableScope(kind.Definition is null ? outer.Variables : null),
            Definition = kind.Definition ?? outer.Definition,
            Outer = kind.Definition is null ? outer : null,
            Item = kind.Item,
            Limit = index == "u" ? null : outer.Limit,
            Depth = outer.Depth + (kind.Definition is null ? 0 : 1),
        };
        if (runner.Run.IsRestored
            && (known ?? await runner.Run.Journal.ReadAsync(frame.Path, cancellationToken).ConfigureAwait(false)) is { } record
            && record.Entry == frame.Entry && machine.States.ContainsKey((string)record.Members["s"]!))
        {
            record.Restore(frame);
            runner.Run.Restore(frame, record.Steps);
            return frame;
        }

        if (kind.Definition is { } definition)
        {
            frame.Header = new RunHeader(definition.Name, definition.Version, runner.Run.Now, data().Node);
        }

        runner.Begin(frame, kind.StartAt ?? machine.StartAt, data());
        return frame;
    }

    /// <summary>The name of the checkpoint of a frame inside another.</summary>
    public static string PathOf(Frame outer, string index) => Short($"{outer.Path}.{index}");

    private static string Short(string text)
        => text.Length <= MaxText ? text : "h" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];
}
