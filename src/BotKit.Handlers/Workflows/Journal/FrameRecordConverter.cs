using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Workflows;

/// <summary>Writes frames small and without detours: there is one for each step of a run.</summary>
internal sealed class FrameRecordConverter : JsonConverter<FrameRecord>
{
    public override FrameRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException());

    public override void Write(Utf8JsonWriter writer, FrameRecord value, JsonSerializerOptions options)
    {
        var frame = value.Frame;
        writer.WriteStartObject();
        WriteHeader(writer, frame.Header);
        writer.WriteNumber("e", frame.Entry);
        writer.WriteNumber("q", frame.Seq);
        writer.WriteNumber("n", value.StepsNow);
        writer.WriteString("s", frame.StateName);
        writer.WriteNumber("p", (int)frame.Phase);
        writer.WriteNumber("t", frame.EnteredAt.ToUnixTimeMilliseconds());
        if (frame.Due is { } due)
        {
            writer.WriteNumber("d", due.ToUnixTimeMilliseconds());
        }

        writer.WritePropertyName("i");
        writer.WriteRawValue(frame.Data.Utf8, skipInputValidation: true);
        WriteVariables(writer, frame.Variables);
        WriteTries(writer, frame.Tries);
        WriteText(writer, "x", frame.Error);
        WriteText(writer, "c", frame.Cause);
        WriteText(writer, "g", frame.UsedSignal);
        if (frame.RetriesAfterUndo)
        {
            writer.WriteBoolean("a", true);
        }

        if (frame.IsHalfUndone)
        {
            writer.WriteBoolean("h", true);
        }

        WriteUndo(writer, "u", frame.Undo);
        WriteUndo(writer, "w", frame.Undoing);
        WriteTally(writer, frame.Tally);
        writer.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter writer, RunHeader? header)
    {
        if (header is null)
        {
            return;
        }

        writer.WriteStartObject("f");
        writer.WriteString("w", header.Workflow);
        writer.WriteString("v", header.Version);
        writer.WriteNumber("t", header.StartedAt.ToUnixTimeMilliseconds());
        if (header.Input is { } input)
        {
            writer.WritePropertyName("i");
            input.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteVariables(Utf8JsonWriter writer, VariableScope variables)
    {
        if (variables.Own.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("v");
        foreach (var (name, value) in variables.Own)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.Utf8, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteTries(Utf8JsonWriter writer, int[] tries)
    {
        if (!tries.Any(static it => it > 0))
        {
            return;
        }

        writer.WriteStartArray("r");
        foreach (var count in tries)
        {
            writer.WriteNumberValue(count);
        }

        writer.WriteEndArray();
    }

    private static void WriteUndo(Utf8JsonWriter writer, string name, List<UndoEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var entry in entries)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(entry.State);
            writer.WriteNumberValue(entry.Order);
            writer.WriteRawValue(entry.Data.Utf8, skipInputValidation: true);
            if (entry.Workflow is not null)
            {
                writer.WriteStringValue(entry.Workflow);
                writer.WriteStringValue(entry.Version);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteTally(Utf8JsonWriter writer, SortedDictionary<int, StepTally> tallies)
    {
        writer.WriteStartArray("y");
        foreach (var (index, tally) in tallies)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(index);
            writer.WriteNumberValue((int)tally.State);
            writer.WriteNumberValue(tally.Entries);
            writer.WriteNumberValue(tally.Retries);
            writer.WriteNumberValue(tally.SpentMs);
            writer.WriteNumberValue(tally.EnteredMs);
            writer.WriteStringValue(tally.Input);
            writer.WriteStringValue(tally.Output);
            writer.WriteStringValue(tally.Error);
            foreach (var (to, count) in tally.Ways)
            {
                writer.WriteNumberValue(to);
                writer.WriteNumberValue(count);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
