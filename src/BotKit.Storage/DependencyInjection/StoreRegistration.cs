namespace BotKit.Storage.DependencyInjection;

/// <summary>That a store was chosen, so that two of them are noticed.</summary>
/// <param name="Name">The kind of database.</param>
internal sealed record StoreRegistration(string Name);
