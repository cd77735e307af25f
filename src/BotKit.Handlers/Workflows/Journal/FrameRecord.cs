using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Workflows;

/// <summary>A frame as its checkpoint has it.</summary>
[JsonConverter(typeof(FrameRecordConverter))]
internal sealed class FrameRecord
{
    private readonly Frame? _frame;
    private readonly JsonObject? _members;

    public FrameRecord(Frame frame, long steps)
    {
        _frame = frame;
        StepsNow = steps;
    }

    public FrameRecord(JsonObject members) => _members = members;

    /// <summary>The frame to be written.</summary>
    public Frame Frame => _frame ?? throw new InvalidOperationException("A record that was read is not written.");

    /// <summary>The states that the whole run has entered.</summary>
    public long StepsNow { get; }

    /// <summary>What was read.</summary>
    public JsonObject Members => _members ?? throw new InvalidOperationException("A record that is written was not read.");

    public long Entry => (long?)Members["e"] ?? 0;

    /// <summary>The states that the whole run had entered when it was written.</summary>
    public long Steps => (long?)Members["n"] ?? 0;

    public bool HasEnded => (FramePhase)(int)Members["p"]! is FramePhase.Succeeded or FramePhase.Failed;

    public RunHeader? Header => Members["f"] is JsonObject header
        ? new RunHeader((string)header["w"]!, (string)header["v"]!, DateTimeOffset.FromUnixTimeMilliseconds((long)header["t"]!), header["i"]?.DeepClone())
        : null;

    /// <summary>Brings a frame to where it stood.</summary>
    public void Restore(Frame frame)
    {
        var members = Members;
        frame.StateName = (string)members["s"]!;
        frame.Seq = (long)members["q"]!;
        frame.Phase = (FramePhase)(int)members["p"]!;
        frame.Data = FrameData.Restore(members["i"]?.DeepClone());
        frame.EnteredAt = DateTimeOffset.FromUnixTimeMilliseconds((long)members["t"]!);
        frame.Due = (long?)members["d"] is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;
        frame.Tries = [.. members["r"]?.AsArray().Select(static it => (int)it!) ?? []];
        frame.Error = (string?)members["x"];
        frame.Cause = (string?)members["c"];
        frame.RetriesAfterUndo = (bool?)members["a"] ?? false;
        frame.IsHalfUndone = (bool?)members["h"] ?? false;
        frame.UsedSignal = (string?)members["g"];
        frame.Header = Header ?? frame.Header;
        foreach (var (name, value) in members["v"] as JsonObject ?? [])
        {
            frame.Variables.Assign(name, value?.DeepClone());
        }

        frame.Undo.AddRange(Undo("u"));
        frame.Undoing.AddRange(Undo("w"));
        foreach (var (index, tally) in Tallies())
        {
            frame.Tally[index] = tally;
        }
    }

    public IEnumerable<(int Index, StepTally Tally)> Tallies()
    {
        foreach (var it in Members["y"]?.AsArray() ?? [])
        {
            var row = it!.AsArray();
            var tally = new StepTally
            {
                State = (StepState)(int)row[1]!,
                Entries = (long)row[2]!,
                Retries = (long)row[3]!,
                SpentMs = (long)row[4]!,
                EnteredMs = (long)row[5]!,
                Input = (string?)row[6],
                Output = (string?)row[7],
                Error = (string?)row[8],
            };
            for (var i = 9; i + 1 < row.Count; i += 2)
            {
                tally.Ways[(int)row[i]!] = (long)row[i + 1]!;
            }

            yield return ((int)row[0]!, tally);
        }
    }

    private IEnumerable<UndoEntry> Undo(string name)
        => Members[name]?.AsArray().Select(static it => new UndoEntry(
            (string)it![0]!, (long)it[1]!, FrameData.Restore(it[2]?.DeepClone()), it.AsArray().Count > 3 ? (string?)it[3] : null, it.AsArray().Count > 3 ? (string?)it[4] : null)) ?? [];
}
