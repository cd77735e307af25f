using DotLiquid;
using DotLiquid.FileSystems;

namespace BotKit.Handlers.Content.Templates;

/// <summary>Finds the templates that others include, by their configured names.</summary>
internal sealed class LiquidIncludes(Func<string, Template?> find) : ITemplateFileSystem
{
    public Template GetTemplate(Context context, string templateName)
    {
        LiquidBudget.Of(context).Include();
        var name = context[templateName] as string ?? templateName.Trim('\'', '"');
        return find(name) ?? throw new DotLiquid.Exceptions.FileSystemException("There is no template of that name.");
    }

    public string ReadTemplateFile(Context context, string templateName) => throw new NotSupportedException();
}
