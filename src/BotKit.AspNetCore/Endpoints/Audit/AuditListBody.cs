using System.Text.Json.Serialization;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of the audit; <paramref name="Next"/> is the value of <c>before</c> that gives the next one.</summary>
internal sealed record AuditListBody(
    IReadOnlyList<AuditEntry> Entries, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? Next);
