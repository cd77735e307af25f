namespace BotKit.Handlers;

/// <summary>
/// Asks for the configured migrations that are not applied yet to be applied; the answer is a <see cref="DatabaseMigration"/>,
/// or a <see cref="DatabaseMigrationPlan"/> in a dry run. When it ends early, the next one goes on.
/// </summary>
public sealed record DatabaseMigrateInput : DatabaseInput;
