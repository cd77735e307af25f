namespace BotKit.SampleHost.Enquiries;

/// <summary>Asks for enquiries, or for files of them to go.</summary>
/// <param name="Task">Which of it.</param>
/// <param name="Day">Whose enquiries; today's by default.</param>
/// <param name="Count">How many come in on that day, 1 to 5,000.</param>
/// <param name="Files">The files to throw away.</param>
public sealed record EnquiriesInput(EnquiriesTask Task, DateTimeOffset? Day = null, int Count = 60, IReadOnlyList<string?>? Files = null);
