namespace BotKit.Handlers.Leads;

/// <summary>One row as ML.NET reads it.</summary>
internal sealed class TreeRow
{
    public required float[] Features { get; set; }

    public required bool Label { get; set; }
}
