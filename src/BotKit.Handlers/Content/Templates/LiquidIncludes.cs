using DotLiquid;
using DotLiquid.FileSystems;

namespace BotKit.Handlers.Content.Templates;

/// <summary>Finds the templates that others include, by their configured names.</summary>
internal sealed class LiquidIncludes(Func<string, string?> find) : IFileSystem
{
    public string ReadTemplateFile(Context context, string templateName)
    {
        ((LiquidBudget)context.Registers[LiquidBudget.Key]).Include();
        var name = context[templateName] as string ?? templateName.Trim('\'', '"');
        return find(name) is { } source
            ? LiquidSource.Prepare(source)
            : throw new DotLiquid.Exceptions.FileSystemException("There is no template of that name.");
    }
}
