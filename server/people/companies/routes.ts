import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf} from '../../core/http/cursor.ts'
import {idParams} from '../schemas.ts'
import {
  changeCompany,
  changeCompanySchema,
  companySchema,
  createCompany,
  createCompanySchema,
  deleteCompany,
} from './change-companies.ts'
import {getCompany, listCompanies, listCompaniesSchema} from './list-companies.ts'

const tags = ['companies']

export function companyRoutes(app: App): void {
  app.get(
    '/companies',
    {
      schema: {
        tags,
        summary: 'List companies',
        querystring: listCompaniesSchema,
        response: {200: pageOf(companySchema)},
      },
    },
    (request) => listCompanies(request.ctx, request.query),
  )

  app.post(
    '/companies',
    {
      config: {admin: true, successStatus: 201},
      schema: {
        tags,
        summary: 'Create a company',
        body: createCompanySchema,
        response: {201: companySchema},
      },
    },
    (request) => createCompany(request.ctx, request.body),
  )

  app.get(
    '/companies/:id',
    {schema: {tags, summary: 'Show a company', params: idParams, response: {200: companySchema}}},
    (request) => getCompany(request.ctx, request.params.id),
  )

  app.patch(
    '/companies/:id',
    {
      config: {admin: true},
      schema: {
        tags,
        summary: 'Change a company',
        params: idParams,
        body: changeCompanySchema,
        response: {200: companySchema},
      },
    },
    (request) => changeCompany(request.ctx, {...request.body, id: request.params.id}),
  )

  app.delete(
    '/companies/:id',
    {
      config: {admin: true},
      schema: {
        tags,
        summary: 'Delete a company; its people stay',
        params: idParams,
        response: {204: z.null()},
      },
    },
    async (request, reply) => {
      await deleteCompany(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
