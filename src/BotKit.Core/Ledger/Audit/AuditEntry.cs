namespace BotKit.Ledger;

/// <summary>What somebody did to bots or runs.</summary>
/// <param name="Id">The entry's id (UUID version 7).</param>
/// <param name="At">When.</param>
/// <param name="Action">What, such as <c>pause</c>, <c>replay</c>, <c>cancel</c>, <c>reset</c>, <c>reveal</c>, <c>erase</c>.</param>
/// <param name="By">Who.</param>
/// <param name="Bot">The bot's name, or <see langword="null"/>.</param>
/// <param name="ExecutionId">The run, or <see langword="null"/>.</param>
/// <param name="Note">A reason or the change, safe to show, or <see langword="null"/>.</param>
public sealed record AuditEntry(Guid Id, DateTimeOffset At, string Action, string By, string? Bot, Guid? ExecutionId, string? Note);
