using System.Reflection;

// What a newcomer's project must find after adding the packages: every assembly loads, and the probe program lies beside BotKit.Handlers.
foreach (var name in new[] { "BotKit.Core", "BotKit.AspNetCore", "BotKit.Handlers", "BotKit.Testing" })
{
    Console.WriteLine($"   {Assembly.Load(name).GetName().Name}: {Assembly.Load(name).GetExportedTypes().Length} public types");
}

var missing = new[] { "dll", "deps.json", "runtimeconfig.json" }
    .Select(extension => Path.Combine(AppContext.BaseDirectory, $"BotKit.Handlers.SqliteProbe.{extension}"))
    .Where(file => !File.Exists(file))
    .ToArray();

foreach (var file in missing)
{
    Console.Error.WriteLine($"   missing: {file}");
}

return missing.Length;
