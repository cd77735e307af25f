namespace BotKit.AspNetCore.Endpoints;

/// <summary>What who acknowledges an alert has to say.</summary>
internal sealed record AcknowledgeBody(string? Note = null)
{
    private const int MaxNoteLength = 500;

    public IReadOnlyList<BotFieldError> FindProblems()
        => Note is null || (!string.IsNullOrWhiteSpace(Note) && Note.Length <= MaxNoteLength && !Note.Any(char.IsControl))
            ? []
            : [new("$.note", $"A note has 1 to {MaxNoteLength} characters, none of them a control character.", "length")];
}
